import { randomUUID } from 'node:crypto';
import type { Grant } from '@bellwether/shared/access/access.rules';
import type { Queryable } from '../../db/queryable.types.ts';

/** A user with a password as their way in. */
export async function insertPasswordUser(
  db: Queryable,
  user: { id: string; name: string; email: string },
  passwordHash: string,
  now: Date,
): Promise<void> {
  await db.query(
    `insert into users (id, name, email, created_at, updated_at) values ($1, $2, $3, $4, $4)`,
    [user.id, user.name, user.email, now],
  );
  await db.query(
    `insert into sign_in_methods (id, user_id, account_id, provider_id, password, created_at, updated_at)
     values ($1, $2, $2, 'credential', $3, $4, $4)`,
    [randomUUID(), user.id, passwordHash, now],
  );
}

/** Roles over teams that are gone meanwhile are left out. */
export async function insertGrants(
  db: Queryable,
  userId: string,
  grants: readonly Grant[],
  now: Date,
): Promise<void> {
  for (const { role, teamId } of grants) {
    await db.query(
      `insert into role_grants (user_id, role, team_id, granted_at)
       select $1, $2, $3::uuid, $4 where $3::uuid is null or exists (select 1 from teams where id = $3::uuid)`,
      [userId, role, teamId, now],
    );
  }
}

/** Says which person somebody is; one who is gone is nobody. */
export async function setPerson(
  db: Queryable,
  userId: string,
  personId: string | null,
): Promise<void> {
  await db.query(
    `update users set person_id = (select p.id from people as p where p.id = $2::uuid
       and not exists (select 1 from users as other where other.person_id = p.id and other.id <> $1))
     where id = $1`,
    [userId, personId],
  );
}
