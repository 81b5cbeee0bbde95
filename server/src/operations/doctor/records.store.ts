import type { Queryable } from '../../db/queryable.types.ts';

/** Names of repositories with the stream that failed, or was not read for a day, and what it said. */
export type TroubledStream = {
  repository: string;
  stream: string;
  message: string | null;
  remedy: string | null;
};

const READ = `from sync_streams s join repositories r on r.id = s.repository_id
  and r.paused_at is null and r.inaccessible_since is null`;

export async function listFailedStreams(db: Queryable): Promise<TroubledStream[]> {
  const { rows } = await db.query<TroubledStream>(
    `select r.owner || '/' || r.name as repository, s.stream, s.error_message as message,
       s.error_remedy as remedy ${READ} where s.state in ('failed', 'inaccessible') order by 1, 2`,
  );
  return rows;
}

export async function countStaleStreams(db: Queryable, since: Date): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*)::int as count ${READ}
     where s.last_success_at < $1 and s.state not in ('failed', 'inaccessible')`,
    [since],
  );
  return rows[0]?.count ?? 0;
}

/** Jobs that failed and are still kept, by name; none where there was never a job. */
export async function listFailedJobs(db: Queryable): Promise<{ name: string; count: number }[]> {
  const { rows: found } = await db.query<{ exists: boolean }>(
    `select to_regclass('pgboss.job') is not null as "exists"`,
  );
  if (found[0]?.exists !== true) {
    return [];
  }
  const { rows } = await db.query<{ name: string; count: number }>(
    `select name, count(*)::int as count from pgboss.job
     where state = 'failed' and left(name, 2) <> '__' group by name order by name`,
  );
  return rows;
}

export type StoredConnection = {
  id: string;
  kind: string;
  apiUrl: string;
  login: string | null;
  appId: string | null;
  installationId: string | null;
  secretCiphertext: string | null;
  suspendedAt: Date | null;
  rights: unknown;
};

export async function listStoredConnections(db: Queryable): Promise<StoredConnection[]> {
  const { rows } = await db.query<StoredConnection>(
    `select id, kind, api_url as "apiUrl", login, app_id as "appId", suspended_at as "suspendedAt",
       installation_id::text as "installationId", secret_ciphertext as "secretCiphertext", rights
     from connections where kind <> 'sample' order by created_at`,
  );
  return rows;
}

/** Deliveries of webhooks in the last week: those that were refused, and genuine ones that could not be taken. */
export async function countTroubledDeliveries(
  db: Queryable,
  since: Date,
): Promise<{ refused: number; failed: number }> {
  const { rows } = await db.query<{ refused: number; failed: number }>(
    `select coalesce(sum(count) filter (where outcome in ('unsigned', 'forged', 'garbled', 'oversized')), 0)::int as refused,
       coalesce(sum(count) filter (where outcome = 'failed'), 0)::int as failed
     from webhook_counts where counted_on >= $1::date`,
    [since.toISOString().slice(0, 10)],
  );
  return rows[0] ?? { refused: 0, failed: 0 };
}
