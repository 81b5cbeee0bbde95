import { randomUUID } from 'node:crypto';
import type { Grant } from '@bellwether/shared/access/access.rules';
import { RefusedError } from '../../access/auth/refused-error.ts';
import type { Admit, Admitted, Visitor } from '../../access/auth/visitor.types.ts';
import type { AppContext } from '../../app-context.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { chooseDoor, type Door } from './choose-door.rules.ts';
import { type OpenLink, takeInvitationFor } from './link-use.store.ts';
import { insertGrants, setPerson } from './users.store.ts';
import {
  adoptPerson,
  findMethodOwner,
  hasUserWithEmail,
  insertProviderUser,
  loadJoinRuleFacts,
} from './visitors.store.ts';

type Context = Pick<AppContext, 'db' | 'clock' | 'log'>;

/** Decides who of those whom a provider vouches for comes in: users with this account, the invited, and whom a rule lets join. */
export function createAdmission(app: Context): Admit {
  return async (visitor, linking) => {
    const owner = await findMethodOwner(app.db.pool, visitor.provider, visitor.accountId);
    if (linking !== null) {
      if (owner !== null && owner.userId !== linking.userId) {
        throw new RefusedError('linked-elsewhere', visitor.accountName);
      }
      await adoptPerson(app.db.pool, linking.userId, visitor);
      return { email: linking.email };
    }
    if (owner === null) {
      return makeUser(app, visitor);
    }
    if (owner.isDeactivated) {
      throw new RefusedError('deactivated', visitor.accountName);
    }
    await adoptPerson(app.db.pool, owner.userId, visitor);
    return { email: owner.email };
  };
}

async function makeUser(app: Context, visitor: Visitor): Promise<Admitted> {
  const rules = await loadJoinRuleFacts(app.db.pool);
  const organizations = rules.some(({ kind }) => kind === 'organization')
    ? await readOrganizations(app, visitor)
    : [];
  const now = app.clock();
  return app.db.transaction(async (tx) => {
    const { verifiedEmails } = visitor;
    const isKnownByEmail = await hasUserWithEmail(tx, verifiedEmails);
    const invitation = isKnownByEmail ? null : await takeInvitationFor(tx, verifiedEmails, now);
    const hasInvitation = invitation !== null;
    const facts = { verifiedEmails, organizations, isKnownByEmail, hasInvitation };
    const door = chooseDoor(facts, rules);
    return insertVisitor(tx, visitor, door, invitation, now);
  });
}

async function insertVisitor(
  tx: Queryable,
  visitor: Visitor,
  door: Door,
  invitation: OpenLink | null,
  now: Date,
): Promise<Admitted> {
  const email = invitation?.email ?? visitor.verifiedEmails[0];
  if (door.opens === 'never' || email === undefined) {
    const refusal = door.opens === 'never' ? door.refusal : 'unverified-email';
    throw new RefusedError(refusal, visitor.accountName);
  }
  const user = { id: randomUUID(), name: invitation?.name ?? visitor.name, email };
  await insertProviderUser(tx, user, visitor, now);
  const grants: readonly Grant[] =
    door.opens === 'by-rule' ? door.grants : (invitation?.grants ?? []);
  await insertGrants(tx, user.id, grants, now);
  await setPerson(tx, user.id, invitation?.personId ?? null);
  await adoptPerson(tx, user.id, visitor);
  return { email };
}

async function readOrganizations({ log }: Context, visitor: Visitor): Promise<string[]> {
  try {
    return await visitor.organizations();
  } catch (error) {
    // Whoever refuses to show their organisations may still be invited.
    log.warn({ err: error }, 'the organisations of a visitor could not be read');
    return [];
  }
}
