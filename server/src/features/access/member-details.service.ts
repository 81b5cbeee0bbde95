import { describeGrant, type NamedGrant } from '@bellwether/shared/access/grant-words';
import type {
  LinkPersonInput,
  SetGrantsInput,
  SetMemberInput,
} from '@bellwether/shared/access/members.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import { requireTeams } from './granted-teams.service.ts';
import { revokeResetLinks } from './link-use.store.ts';
import { type Context, changeMember } from './member-change.service.ts';
import {
  deleteGrants,
  isEmailTaken,
  loadActiveAdminIds,
  loadGrants,
  loadPersonToLink,
  updateNameAndEmail,
  updatePerson,
} from './member-changes.store.ts';
import { isAdmin, planGrants, requireAnotherAdmin, tidyGrants } from './members.rules.ts';
import { insertGrants } from './users.store.ts';

/**
 * Gives somebody exactly these roles.
 * @throws AppError `conflict` for the last admin and for a stale write, `invalid_input` for a team that is gone
 */
export function setGrants(app: Context, input: SetGrantsInput): Promise<AuditNote> {
  return changeMember(app, input, async (tx, member) => {
    const plan = planGrants(member.grants, input.grants);
    if (plan.added.length + plan.removed.length === 0) {
      return null;
    }
    await requireTeams(tx, plan.added);
    if (isAdmin(plan.removed)) {
      requireAnotherAdmin(await loadActiveAdminIds(tx), member.userId);
    }
    await deleteGrants(tx, member.userId, plan.removed);
    await insertGrants(tx, member.userId, plan.added, app.clock());
    const after = await loadGrants(tx, member.userId);
    return { before: { roles: wordsOf(member.grants) }, after: { roles: wordsOf(after) } };
  });
}

function wordsOf(grants: readonly (NamedGrant & { teamId: string | null })[]): string[] {
  const named = tidyGrants(grants).flatMap(({ role, teamId }) =>
    grants.filter((one) => one.role === role && one.teamId === teamId),
  );
  return named.map(describeGrant);
}

/**
 * Links to a new password that were made for another address are worth nothing any more.
 * @throws AppError `conflict` for an address that somebody else has, and for a stale write
 */
export function setNameAndEmail(app: Context, input: SetMemberInput): Promise<AuditNote> {
  const after = { name: input.name, email: input.email.toLowerCase() };
  return changeMember(app, input, async (tx, { userId, name, email }) => {
    if (name === after.name && email === after.email) {
      return null;
    }
    if (await isEmailTaken(tx, after.email, userId)) {
      throw new AppError('conflict', `Somebody else signs in as ${after.email}.`, {
        field: 'email',
        remedy: 'Write another address.',
      });
    }
    await updateNameAndEmail(tx, { userId, ...after });
    if (email !== after.email) {
      // A link that was mailed stands in a mailbox that is theirs no more.
      await revokeResetLinks(tx, userId, app.clock());
    }
    return { before: { name, email }, after };
  });
}

/**
 * Says which person behind GitHub's accounts a user is: their own numbers are that person's.
 * @throws AppError `conflict` when another user is that person, and for a stale write; `not_found`
 */
export function linkPerson(app: Context, input: LinkPersonInput): Promise<AuditNote> {
  return changeMember(app, input, async (tx, member) => {
    if (member.personId === input.personId) {
      return null;
    }
    const person = input.personId === null ? null : await loadPersonToLink(tx, input.personId);
    if (input.personId !== null && person === null) {
      throw new AppError('not_found', 'This person is not there any more.', {
        field: 'personId',
        remedy: 'They may have been merged into another one: reload the page.',
      });
    }
    if (person !== null && person.linkedTo !== null) {
      throw new AppError(
        'conflict',
        `${person.displayName} is linked to the user ${person.linkedTo.name} already.`,
        { field: 'personId', remedy: 'Take that link away first.' },
      );
    }
    await updatePerson(tx, member.userId, input.personId);
    return {
      before: { person: member.personName },
      after: { person: person?.displayName ?? null },
    };
  });
}
