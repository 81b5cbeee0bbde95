import { type Grants, grantsSchema } from '@bellwether/shared/access/access.schema';
import type { LinkKind } from '@bellwether/shared/access/one-time-links.schema';
import type { Queryable } from '../../db/queryable.types.ts';

/** A link that still works. */
export type OpenLink = {
  linkId: string;
  kind: LinkKind;
  email: string | null;
  name: string | null;
  /** Null: an invitation. */
  userId: string | null;
  grants: Grants;
  personId: string | null;
  /** Null: the server itself, or somebody who is gone. */
  invitedBy: string | null;
  expiresAt: Date;
};

type Row = Omit<OpenLink, 'grants'> & { grants: unknown };

/** What somebody made who may enter no longer, or is no admin any more, opens nothing. */
const OPEN = `l.used_at is null and l.revoked_at is null and (l.created_by_id is null
  or c.deactivated_at is null and exists (
    select 1 from role_grants as g where g.user_id = c.id and g.role = 'admin'))`;
const SELECT = `select l.id as "linkId", l.kind, l.email, l.name, l.user_id as "userId", l.grants,
    l.person_id as "personId", c.name as "invitedBy", l.expires_at as "expiresAt"
  from one_time_links as l left join users as c on c.id = l.created_by_id`;

/** Null: it is unknown, used, revoked or expired. */
export async function findOpenLink(
  db: Queryable,
  tokenHash: string,
  now: Date,
): Promise<OpenLink | null> {
  const { rows } = await db.query<Row>(
    `${SELECT} where l.token_hash = $1 and l.expires_at > $2 and ${OPEN}`,
    [tokenHash, now],
  );
  return toLink(rows[0]);
}

/** As `findOpenLink`, and from then on it is used: of two who come at once, one gets it. */
export async function takeLink(
  tx: Queryable,
  tokenHash: string,
  now: Date,
): Promise<OpenLink | null> {
  const { rows } = await tx.query<Row>(
    `${SELECT} where l.token_hash = $1 and l.expires_at > $2 and ${OPEN} for update of l`,
    [tokenHash, now],
  );
  return useLink(tx, toLink(rows[0]), now);
}

/** Takes the newest invitation to one of these addresses. Null: there is none. */
export async function takeInvitationFor(
  tx: Queryable,
  emails: readonly string[],
  now: Date,
): Promise<OpenLink | null> {
  const { rows } = await tx.query<Row>(
    `${SELECT} where l.kind = 'invitation' and l.email = any($1) and l.expires_at > $2 and ${OPEN}
     order by l.created_at desc limit 1 for update of l`,
    [emails, now],
  );
  return useLink(tx, toLink(rows[0]), now);
}

/** A new password makes every other way to a new one worthless. */
export async function revokeResetLinks(tx: Queryable, userId: string, now: Date): Promise<void> {
  await tx.query(
    `update one_time_links set revoked_at = $2
     where user_id = $1 and kind = 'password-reset' and used_at is null and revoked_at is null`,
    [userId, now],
  );
}

async function useLink(tx: Queryable, link: OpenLink | null, now: Date): Promise<OpenLink | null> {
  if (link !== null) {
    await tx.query('update one_time_links set used_at = $2 where id = $1', [link.linkId, now]);
  }
  return link;
}

function toLink(row: Row | undefined): OpenLink | null {
  return row === undefined ? null : { ...row, grants: grantsSchema.parse(row.grants ?? []) };
}
