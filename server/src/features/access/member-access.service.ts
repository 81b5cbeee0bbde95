import type {
  MadeLinkView,
  MemberInput,
  WhomInput,
} from '@bellwether/shared/access/members.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import { revokeResetLinks } from './link-use.store.ts';
import { type Context, changeMember, type MemberAtHand } from './member-change.service.ts';
import {
  deleteSecondFactor,
  loadActiveAdminIds,
  updateDeactivated,
} from './member-changes.store.ts';
import { requireAnotherAdmin } from './members.rules.ts';
import { makeLink } from './one-time-links.service.ts';
import { deleteSessionsExcept } from './sessions.store.ts';

/**
 * Takes the access away: sessions end at once, tokens are refused, what they did and their roles stay.
 * @throws AppError `conflict` for oneself, the last admin and a stale write
 */
export function deactivateMember(
  app: Context,
  askingUserId: string | null,
  input: MemberInput,
): Promise<AuditNote> {
  return changeMember(app, input, async (tx, member) => {
    requireActive(member);
    requireAnotherAdmin(await loadActiveAdminIds(tx), member.userId);
    if (member.userId === askingUserId) {
      throw new AppError('conflict', 'You cannot take your own access away.', {
        remedy: 'Another admin can.',
      });
    }
    await updateDeactivated(tx, member.userId, app.clock());
    await revokeResetLinks(tx, member.userId, app.clock());
    const sessionsEnded = await deleteSessionsExcept(tx, member.userId, null);
    return { before: { state: 'active' }, after: { state: 'deactivated', sessionsEnded } };
  });
}

/** Lets somebody in again, with the roles and tokens that they had. */
export function reactivateMember(app: Context, input: MemberInput): Promise<AuditNote> {
  return changeMember(app, input, async (tx, member) => {
    if (member.deactivatedAt === null) {
      return null;
    }
    await updateDeactivated(tx, member.userId, null);
    return { before: { state: 'deactivated' }, after: { state: 'active' } };
  });
}

/** Signs somebody out everywhere. */
export function endSessions(app: Context, input: WhomInput): Promise<AuditNote> {
  return changeMember(app, input, async (tx, member) => {
    const sessionsEnded = await deleteSessionsExcept(tx, member.userId, null);
    return { before: null, after: { sessionsEnded }, isAside: true };
  });
}

/** For somebody who lost the device: they sign in without it, and may set a new one up. */
export function disableSecondFactor(app: Context, input: WhomInput): Promise<AuditNote> {
  return changeMember(app, input, async (tx, member) => {
    if (!member.twoFactorEnabled) {
      return null;
    }
    await deleteSecondFactor(tx, member.userId);
    return { before: { secondFactor: 'on' }, after: { secondFactor: 'off' } };
  });
}

/**
 * A link to a new password, good for 24 hours and once; those made before are worth nothing any more.
 * @throws AppError `conflict` for somebody whose access was taken away
 */
export async function makeResetLink(
  app: Context & Pick<AppContext, 'publicUrl'>,
  askingUserId: string | null,
  input: WhomInput,
): Promise<{ link: MadeLinkView; note: AuditNote }> {
  const made: MadeLinkView[] = [];
  const note = await changeMember(app, input, async (tx, member) => {
    requireActive(member);
    await revokeResetLinks(tx, member.userId, app.clock());
    const link = await makeLink(app, tx, {
      ...{ kind: 'password-reset', userId: member.userId, email: member.email },
      ...{ name: member.name, grants: null, personId: null, createdById: askingUserId },
    });
    const expiresAt = link.expiresAt.toISOString();
    made.push({ url: link.url, expiresAt, mailedTo: null, mailProblem: null });
    return { before: null, after: { linkUntil: expiresAt }, isAside: true };
  });
  const [link] = made;
  if (link === undefined) {
    throw new Error('no link was made');
  }
  return { link, note };
}

function requireActive(member: MemberAtHand): void {
  if (member.deactivatedAt !== null) {
    throw new AppError('conflict', `${member.name} is deactivated.`, {
      remedy: 'Let them in again first.',
    });
  }
}
