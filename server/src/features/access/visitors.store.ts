import { randomUUID } from 'node:crypto';
import type { SignInProvider } from '@bellwether/shared/access/sign-in.schema';
import type { Visitor } from '../../access/auth/visitor.types.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { JoinRuleFacts } from './choose-door.rules.ts';
import { spellingsOfUserId } from './github-account-ids.rules.ts';

export type MethodOwner = { userId: string; email: string; isDeactivated: boolean };

/** Whose way in an account at a provider is. Null: nobody's. */
export async function findMethodOwner(
  db: Queryable,
  provider: SignInProvider,
  accountId: string,
): Promise<MethodOwner | null> {
  const { rows } = await db.query<MethodOwner>(
    `select u.id as "userId", u.email, u.deactivated_at is not null as "isDeactivated"
     from sign_in_methods as m join users as u on u.id = m.user_id
     where m.provider_id = $1 and m.account_id = $2`,
    [provider, accountId],
  );
  return rows[0] ?? null;
}

export async function hasUserWithEmail(db: Queryable, emails: readonly string[]): Promise<boolean> {
  const { rows } = await db.query('select 1 from users where email = any($1) limit 1', [emails]);
  return rows.length > 0;
}

export async function loadJoinRuleFacts(db: Queryable): Promise<JoinRuleFacts[]> {
  const { rows } = await db.query<JoinRuleFacts>(
    'select kind, value, role, team_id as "teamId" from join_rules',
  );
  return rows;
}

/** A user whose only way in is an account at a provider, which vouches for the address. */
export async function insertProviderUser(
  tx: Queryable,
  user: { id: string; name: string; email: string },
  method: { provider: SignInProvider; accountId: string },
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into users (id, name, email, email_verified, created_at, updated_at)
     values ($1, $2, $3, true, $4, $4)`,
    [user.id, user.name, user.email, now],
  );
  await tx.query(
    `insert into sign_in_methods (id, user_id, account_id, provider_id, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $5)`,
    [randomUUID(), user.id, method.accountId, method.provider, now],
  );
}

/**
 * Where a user's person is not known, the one behind their account on GitHub is it, as far as that was read. A login alone
 * says nothing: one that was given up is taken by somebody else.
 * @returns whether something changed
 */
export async function adoptPerson(
  tx: Queryable,
  userId: string,
  { provider, accountId }: Pick<Visitor, 'provider' | 'accountId'>,
): Promise<boolean> {
  if (provider !== 'github') {
    return false;
  }
  const { rowCount } = await tx.query(
    `update users as u set person_id = a.person_id, access_version = u.access_version + 1
     from accounts as a
     where u.id = $1 and u.person_id is null and a.person_id is not null and a.id = any($2)
       and not exists (select 1 from users as other where other.person_id = a.person_id)`,
    [userId, spellingsOfUserId(accountId)],
  );
  return rowCount === 1;
}
