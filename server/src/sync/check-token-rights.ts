import { tokenRightsSchema } from '@bellwether/shared/connections/connections.schema';
import { withProbes } from '../github/probed-rights.map.ts';
import { probeRights } from '../github/rights-probe.fetch.ts';
import type { Discover } from './request-work.ts';

type ProbedConnection = {
  rights: unknown;
  owner: string;
  name: string;
  isPrivate: boolean;
};

/**
 * Looks up again, on the first repository that is read through it, what a fine-grained token may read: its owner can change that
 * at any time. Other credentials tell it themselves.
 */
export async function checkTokenRights({
  db,
  github,
  clock,
  connectionId,
}: Parameters<Discover>[0]): Promise<void> {
  const { rows } = await db.pool.query<ProbedConnection>(
    `select c.rights, r.owner, r.name, r.is_private "isPrivate"
     from connections c join repositories r on r.connection_id = c.id and r.inaccessible_since is null
     where c.id = $1 and c.kind = 'token' order by r.added_at, r.id limit 1`,
    [connectionId],
  );
  const [row] = rows;
  const rights = tokenRightsSchema.safeParse(row?.rights).data;
  if (row === undefined || rights === undefined || rights.kind === 'classic') {
    return;
  }
  const shown = withProbes(rights, await probeRights(github, row));
  await db.pool.query('update connections set rights = $2, checked_at = $3 where id = $1', [
    ...[connectionId, JSON.stringify(shown), clock()],
  ]);
}
