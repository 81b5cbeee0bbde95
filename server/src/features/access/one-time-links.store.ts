import type { Grants } from '@bellwether/shared/access/access.schema';
import type { Queryable } from '../../db/queryable.types.ts';

export type LinkKind = 'invitation' | 'password-reset';

export type NewLink = {
  kind: LinkKind;
  /** In lower case; null: whoever has the link. */
  email: string | null;
  name: string | null;
  /** Whose password; null: an invitation. */
  userId: string | null;
  /** What the invited may do; null: a reset. */
  grants: Grants | null;
  personId: string | null;
  /** Who made it; null: the server itself. */
  createdById: string | null;
};

export async function insertLink(
  db: Queryable,
  link: NewLink & { tokenHash: string; createdAt: Date; expiresAt: Date },
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `insert into one_time_links (kind, token_hash, email, name, user_id, grants, person_id, created_at,
       created_by_id, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id`,
    [
      link.kind,
      link.tokenHash,
      link.email,
      link.name,
      link.userId,
      link.grants === null ? null : JSON.stringify(link.grants),
      link.personId,
      link.createdAt,
      link.createdById,
      link.expiresAt,
    ],
  );
  return rows[0]?.id ?? '';
}
