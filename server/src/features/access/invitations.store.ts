import type { Grants } from '@bellwether/shared/access/access.schema';
import type { Queryable } from '../../db/queryable.types.ts';

export type StoredInvitation = {
  invitationId: string;
  name: string | null;
  email: string | null;
  /** In the shape of grantsSchema. */
  grants: unknown;
  personName: string | null;
  invitedBy: string | null;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
  revokedAt: Date | null;
};

const SELECT_INVITATIONS = `select l.id "invitationId", l.name, l.email, l.grants, p.display_name "personName",
    u.name "invitedBy", l.created_at "createdAt", l.expires_at "expiresAt", l.used_at "usedAt",
    l.revoked_at "revokedAt"
  from one_time_links l left join people p on p.id = l.person_id left join users u on u.id = l.created_by_id
  where l.kind = 'invitation'`;

/** Those that were made or expire after `since`, newest first. */
export async function loadInvitations(db: Queryable, since: Date): Promise<StoredInvitation[]> {
  const { rows } = await db.query<StoredInvitation>(
    `${SELECT_INVITATIONS} and greatest(l.created_at, l.expires_at) >= $1
     order by l.created_at desc, l.id limit 500`,
    [since],
  );
  return rows;
}

export async function lockInvitation(tx: Queryable, id: string): Promise<StoredInvitation | null> {
  const { rows } = await tx.query<StoredInvitation>(
    `${SELECT_INVITATIONS} and l.id = $1 for update of l`,
    [id],
  );
  return rows[0] ?? null;
}

export async function revokeInvitationLink(tx: Queryable, id: string, now: Date): Promise<void> {
  await tx.query('update one_time_links set revoked_at = $2 where id = $1', [id, now]);
}

/** Whether somebody holds an invitation to this address that they can still use. */
export async function hasOpenInvitation(tx: Queryable, email: string, now: Date): Promise<boolean> {
  const { rows } = await tx.query(
    `select 1 from one_time_links where kind = 'invitation' and email = $1 and used_at is null
       and revoked_at is null and expires_at > $2`,
    [email, now],
  );
  return rows.length > 0;
}

/** Teams by id, gone ones too. */
export async function loadAllTeamNames(
  db: Queryable,
  grants: readonly Grants[],
): Promise<Map<string, string>> {
  const teamIds = grants.flat().flatMap(({ teamId }) => teamId ?? []);
  const { rows } = await db.query<{ id: string; name: string }>(
    'select id, name from teams where id = any($1::uuid[])',
    [teamIds],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
