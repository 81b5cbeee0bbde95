import type {
  RepositoryReading,
  StreamReading,
} from '@bellwether/shared/sync-status/reading.types';
import { syncStreams } from '@bellwether/shared/sync-status/sync-status.schema';
import { formatInstant } from '@bellwether/shared/time/instant';
import { isCounted } from './pull-request-conditions.ts';
import type { Queryable } from './queryable.types.ts';

type Row = {
  repository: string;
  stream: StreamReading['stream'] | null;
  state: StreamReading['state'];
  stored: number;
  total: number | null;
  watermarkAt: Date | null;
  lastSuccessAt: Date | null;
  errorCode: string | null;
  errorMessage: string | null;
  errorRemedy: string | null;
  errorAt: Date | null;
  pausedAt: Date | null;
  inaccessibleSince: Date | null;
  undeployed: number | null;
};

/** How far each of the repositories (null: all) was read, by name; one that was never asked for has no streams. */
export async function loadReadings(
  db: Queryable,
  repositories: readonly string[] | null,
): Promise<RepositoryReading[]> {
  const { rows } = await db.query<Row>(
    `select r.owner || '/' || r.name as repository, r.paused_at as "pausedAt",
       r.inaccessible_since as "inaccessibleSince", s.stream, s.state, s.stored, s.total,
       s.watermark_at as "watermarkAt", s.last_success_at as "lastSuccessAt", s.error_code as "errorCode",
       s.error_message as "errorMessage", s.error_remedy as "errorRemedy", s.error_at as "errorAt",
       case when s.stream in ('deployments', 'comparisons') and (s.state = 'failed' or s.last_success_at is null)
         then (select count(*)::int from pull_request_facts f where f.repository_id = r.id
           and f.merged_at is not null and f.deployed_at is null and ${isCounted}) end as undeployed
     from repositories as r left join sync_streams as s on s.repository_id = r.id
     where $1::text[] is null or r.id = any($1::text[])
     order by r.owner, r.name, s.stream`,
    [repositories],
  );
  const names = [...new Set(rows.map(({ repository }) => repository))];
  return names.map((name) =>
    toReading(
      name,
      rows.filter(({ repository }) => repository === name),
    ),
  );
}

function toReading(repository: string, rows: readonly Row[]): RepositoryReading {
  const [first] = rows;
  const pulls = rows.find(({ stream }) => stream === 'pull-requests');
  // In the order in which one needs the other: the first that failed is the cause.
  const streams = syncStreams.flatMap((stream) => {
    const row = rows.find((one) => one.stream === stream);
    return row === undefined ? [] : [toStream({ ...row, stream })];
  });
  return {
    repository,
    state: stateOf(streams),
    streams,
    dataAsOf: say(pulls?.watermarkAt),
    pausedAt: say(first?.pausedAt),
    inaccessibleSince: say(first?.inaccessibleSince),
    undeployed: rows.find((row) => row.undeployed !== null)?.undeployed ?? null,
  };
}

function toStream(row: Row & { stream: StreamReading['stream'] }): StreamReading {
  const { stream, state, stored, total } = row;
  return {
    ...{ stream, state, stored, total },
    lastSuccessAt: say(row.lastSuccessAt ?? row.watermarkAt),
    error: errorOf(row),
  };
}

function errorOf({ errorCode, errorMessage, errorRemedy, errorAt }: Row): StreamReading['error'] {
  const code = errorCode ?? 'internal';
  return errorMessage === null
    ? null
    : { code, message: errorMessage, remedy: errorRemedy, at: say(errorAt) };
}

function say(at: Date | null | undefined): string | null {
  return at === null || at === undefined ? null : formatInstant(at);
}

function stateOf(streams: readonly StreamReading[]): RepositoryReading['state'] {
  const order = ['inaccessible', 'syncing', 'queued', 'failed'] as const;
  const states = streams.map(({ state }) => state);
  return order.find((state) => states.includes(state)) ?? (states.length === 0 ? 'queued' : 'idle');
}
