import { grantsSchema } from '@bellwether/shared/access/access.schema';
import { describeGrant } from '@bellwether/shared/access/grant-words';
import type {
  GrantView,
  Invitation,
  InviteInput,
  MadeLinkView,
} from '@bellwether/shared/access/members.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { requireTeams } from './granted-teams.service.ts';
import { stateOfInvitation } from './invitation-state.rules.ts';
import {
  hasOpenInvitation,
  loadAllTeamNames,
  loadInvitations,
  lockInvitation,
  revokeInvitationLink,
  type StoredInvitation,
} from './invitations.store.ts';
import { isEmailTaken, loadPersonToLink, lockAccess } from './member-changes.store.ts';
import { tidyGrants } from './members.rules.ts';
import { makeLink } from './one-time-links.service.ts';

const SHOWN_MS = 30 * 24 * 60 * 60_000;

/** Invitations that are open, and what became of the others of the last 30 days; newest first. */
export async function readInvitations(db: Queryable, now: Date): Promise<Invitation[]> {
  const stored = await loadInvitations(db, new Date(now.getTime() - SHOWN_MS));
  const grantsOf = new Map(stored.map((one) => [one, readGrants(one)]));
  const names = await loadAllTeamNames(db, [...grantsOf.values()]);
  return stored.map((one) => ({
    ...{ invitationId: one.invitationId, name: one.name, email: one.email },
    ...{ personName: one.personName, invitedBy: one.invitedBy },
    grants: (grantsOf.get(one) ?? []).map(
      ({ role, teamId }): GrantView => ({
        ...{ role, teamId },
        teamName: teamId === null ? null : (names.get(teamId) ?? 'a team that is gone'),
      }),
    ),
    createdAt: one.createdAt.toISOString(),
    expiresAt: one.expiresAt.toISOString(),
    state: stateOfInvitation(one, now),
  }));
}

function readGrants({ grants }: StoredInvitation) {
  return grantsSchema.parse(grants ?? []);
}

type Context = Pick<AppContext, 'db' | 'clock' | 'publicUrl' | 'sendMail' | 'log'>;

/**
 * Makes a link by which one person joins with these roles, for 7 days.
 * @throws AppError `conflict` for an address or a person that is here already, or is invited; `invalid_input`
 */
export async function invite(
  app: Context,
  inviting: { userId: string | null; name: string },
  input: InviteInput,
): Promise<{ link: MadeLinkView; note: AuditNote }> {
  const { name, personId } = input;
  const email = input.email?.toLowerCase() ?? null;
  const grants = tidyGrants(input.grants);
  const { link, roles } = await app.db.transaction(async (tx) => {
    await lockAccess(tx);
    const named = await requireTeams(tx, grants);
    await refuseKnown(tx, { email, personId }, app.clock());
    const made = await makeLink(app, tx, {
      ...{ kind: 'invitation', email, name, grants, personId },
      ...{ userId: null, createdById: inviting.userId },
    });
    return { link: made, roles: named.map(describeGrant) };
  });
  const expiresAt = link.expiresAt.toISOString();
  const wantsMail = input.mail && email !== null;
  const mailed = wantsMail
    ? await mailInvitation(app, { to: email, url: link.url, invitedBy: inviting.name })
    : { mailedTo: null, mailProblem: null };
  return {
    link: { url: link.url, expiresAt, ...mailed },
    note: {
      subject: {
        kind: 'invitation',
        id: link.linkId,
        name: name ?? email ?? 'whoever has the link',
      },
      after: { ...{ name, email, roles }, until: expiresAt, mailedTo: mailed.mailedTo },
    },
  };
}

/** The invitation stands whether or not the mail goes out: the link can be handed over as well. */
async function mailInvitation(
  { sendMail, log }: Context,
  { to, url, invitedBy }: { to: string; url: string; invitedBy: string },
): Promise<Pick<MadeLinkView, 'mailedTo' | 'mailProblem'>> {
  const text = [
    'Hello,',
    '',
    `${invitedBy} invites you to Bellwether. Join here within 7 days; the link works once:`,
    '',
    url,
    '',
    'If you expected nothing of the kind, leave it: nothing happens.',
  ].join('\n');
  try {
    await sendMail({ to, subject: 'An invitation to Bellwether', text });
    return { mailedTo: to, mailProblem: null };
  } catch (error) {
    log.warn({ err: error }, 'an invitation could not be mailed');
    const problem = error instanceof AppError ? error.message : 'The mail server did not take it.';
    return { mailedTo: null, mailProblem: problem };
  }
}

async function refuseKnown(
  tx: Queryable,
  { email, personId }: { email: string | null; personId: string | null },
  now: Date,
): Promise<void> {
  if (email !== null && (await isEmailTaken(tx, email, null))) {
    throw new AppError('conflict', `Somebody signs in as ${email} already.`, {
      field: 'email',
      remedy: 'Find them in the list, and change their roles there.',
    });
  }
  if (email !== null && (await hasOpenInvitation(tx, email, now))) {
    throw new AppError('conflict', `${email} is invited already.`, {
      field: 'email',
      remedy: 'Revoke that invitation first, if they lost the link.',
    });
  }
  const person = personId === null ? null : await loadPersonToLink(tx, personId);
  if (personId !== null && person === null) {
    throw new AppError('not_found', 'This person is not there any more.', { field: 'personId' });
  }
  if (person !== null && person.linkedTo !== null) {
    throw new AppError(
      'conflict',
      `${person.displayName} is linked to the user ${person.linkedTo.name} already.`,
      { field: 'personId', remedy: 'Invite without a person, or take that link away first.' },
    );
  }
}

/**
 * Makes an invitation worth nothing.
 * @throws AppError `not_found`, or `conflict` when it was used already
 */
export async function revokeInvitation(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  invitationId: string,
): Promise<AuditNote> {
  const invitation = await db.transaction(async (tx) => {
    const stored = await lockInvitation(tx, invitationId);
    if (stored === null) {
      throw new AppError('not_found', 'There is no such invitation.', {
        remedy: 'Reload the page to see those that there are.',
      });
    }
    const state = stateOfInvitation(stored, clock());
    if (state === 'used') {
      throw new AppError('conflict', 'Somebody joined by this invitation already.', {
        remedy: 'Find them in the list, and take their access away there.',
      });
    }
    if (state !== 'revoked') {
      await revokeInvitationLink(tx, invitationId, clock());
    }
    return { ...stored, state };
  });
  const { name, email, state } = invitation;
  return {
    subject: {
      kind: 'invitation',
      id: invitationId,
      name: name ?? email ?? 'whoever has the link',
    },
    before: { state },
    after: { state: 'revoked' },
  };
}
