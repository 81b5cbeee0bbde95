import { randomUUID } from 'node:crypto';
import type { Queryable } from '../../db/queryable.types.ts';

export type Credential = {
  name: string;
  email: string;
  /** Null: they have no password. */
  passwordHash: string | null;
  twoFactorEnabled: boolean;
};

/** Null: there is no such user, or the access was taken away. */
export async function loadCredential(db: Queryable, userId: string): Promise<Credential | null> {
  const { rows } = await db.query<Credential>(
    `select u.name, u.email, u.two_factor_enabled as "twoFactorEnabled",
       (select m.password from sign_in_methods as m
        where m.user_id = u.id and m.provider_id = 'credential') as "passwordHash"
     from users as u where u.id = $1 and u.deactivated_at is null and u.kind = 'person'`,
    [userId],
  );
  return rows[0] ?? null;
}

/** Null: nobody who may have a password has this address. */
export async function findUserByEmail(
  db: Queryable,
  email: string,
): Promise<{ userId: string; name: string } | null> {
  const { rows } = await db.query<{ userId: string; name: string }>(
    `select id as "userId", name from users
     where email = $1 and deactivated_at is null and kind = 'person'`,
    [email],
  );
  return rows[0] ?? null;
}

/** Sets a password, the first one too. */
export async function savePassword(
  tx: Queryable,
  userId: string,
  passwordHash: string,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into sign_in_methods (id, user_id, account_id, provider_id, password, created_at, updated_at)
     values ($1, $2, $2, 'credential', $3, $4, $4)
     on conflict (provider_id, account_id) do update set password = excluded.password,
       updated_at = excluded.updated_at`,
    [randomUUID(), userId, passwordHash, now],
  );
}

/** The address of whoever took the first step of signing in under this name. Null: that is not known, or long ago. */
export async function findStepOwner(db: Queryable, identifier: string): Promise<string | null> {
  const { rows } = await db.query<{ email: string }>(
    'select u.email from verifications as v join users as u on u.id = v.value where v.identifier = $1',
    [identifier],
  );
  return rows[0]?.email ?? null;
}
