import type { Grant } from '@bellwether/shared/access/access.rules';
import type { Queryable } from '../../db/queryable.types.ts';
import { type StoredGrantView, TEAM_NAME } from './members.store.ts';

export type LockedMember = {
  userId: string;
  name: string;
  email: string;
  deactivatedAt: Date | null;
  accessVersion: number;
  twoFactorEnabled: boolean;
  personId: string | null;
  personName: string | null;
};

/** Changes of who may do what wait for each other, so that two admins cannot take the role from one another at once. */
export async function lockAccess(tx: Queryable): Promise<void> {
  await tx.query('select 1 from instances for update');
}

/** Null: there is none, or it is one of the sample team. */
export async function lockMember(tx: Queryable, userId: string): Promise<LockedMember | null> {
  const { rows } = await tx.query<LockedMember>(
    `select id "userId", name, email, deactivated_at "deactivatedAt", access_version "accessVersion",
       two_factor_enabled "twoFactorEnabled", person_id "personId",
       (select p.display_name from people p where p.id = users.person_id) "personName"
     from users where id = $1 and kind = 'person' for update`,
    [userId],
  );
  return rows[0] ?? null;
}

export async function loadGrants(tx: Queryable, userId: string): Promise<StoredGrantView[]> {
  const { rows } = await tx.query<StoredGrantView>(
    `select g.role, g.team_id "teamId", ${TEAM_NAME} "teamName"
     from role_grants g left join teams t on t.id = g.team_id where g.user_id = $1 order by t.name`,
    [userId],
  );
  return rows;
}

/** Admins who may enter. */
export async function loadActiveAdminIds(tx: Queryable): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select distinct u.id from users u join role_grants g on g.user_id = u.id
     where g.role = 'admin' and u.deactivated_at is null and u.kind = 'person'`,
  );
  return rows.map(({ id }) => id);
}

export async function deleteGrants(
  tx: Queryable,
  userId: string,
  grants: readonly Grant[],
): Promise<void> {
  for (const { role, teamId } of grants) {
    await tx.query(
      'delete from role_grants where user_id = $1 and role = $2 and team_id is not distinct from $3',
      [userId, role, teamId],
    );
  }
}

/** Open pages of this user learn of it, and a change that was begun before is refused. */
export async function bumpAccessVersion(tx: Queryable, userId: string, now: Date): Promise<void> {
  await tx.query(
    'update users set access_version = access_version + 1, updated_at = $2 where id = $1',
    [userId, now],
  );
}

export async function isEmailTaken(
  tx: Queryable,
  email: string,
  butOf: string | null,
): Promise<boolean> {
  const { rows } = await tx.query(
    'select 1 from users where email = $1 and id is distinct from $2',
    [email, butOf],
  );
  return rows.length > 0;
}

/** An address that changed is no longer a confirmed one. */
export async function updateNameAndEmail(
  tx: Queryable,
  user: { userId: string; name: string; email: string },
): Promise<void> {
  await tx.query(
    `update users set name = $2, email_verified = email_verified and email = $3, email = $3 where id = $1`,
    [user.userId, user.name, user.email],
  );
}

/** The person with the user who is linked to them; null: there is no such person. */
export async function loadPersonToLink(
  tx: Queryable,
  personId: string,
): Promise<{ displayName: string; linkedTo: { userId: string; name: string } | null } | null> {
  const { rows } = await tx.query<{
    displayName: string;
    linkedTo: { userId: string; name: string } | null;
  }>(
    `select p.display_name "displayName",
       (select json_build_object('userId', u.id, 'name', u.name) from users u
        where u.person_id = p.id and u.kind = 'person' order by u.created_at limit 1) "linkedTo"
     from people p where p.id = $1 for key share`,
    [personId],
  );
  return rows[0] ?? null;
}

export async function updatePerson(
  tx: Queryable,
  userId: string,
  personId: string | null,
): Promise<void> {
  await tx.query('update users set person_id = $2 where id = $1', [userId, personId]);
}

/** `at` null: they may enter again. */
export async function updateDeactivated(
  tx: Queryable,
  userId: string,
  at: Date | null,
): Promise<void> {
  await tx.query('update users set deactivated_at = $2 where id = $1', [userId, at]);
}

export async function deleteSecondFactor(tx: Queryable, userId: string): Promise<void> {
  await tx.query('delete from two_factors where user_id = $1', [userId]);
  await tx.query('update users set two_factor_enabled = false where id = $1', [userId]);
}
