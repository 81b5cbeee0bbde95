import type { JobSummary } from '@bellwether/shared/jobs/jobs.schema';
import {
  type RepositorySyncStatus,
  type SyncStreamName,
  type SyncStreamStatus,
  syncStateSchema,
  syncStreams,
} from '@bellwether/shared/sync-status/sync-status.schema';
import { connectionKindOf } from './connection-kind.rules.ts';
import { planNextRun } from './next-run.rules.ts';
import { measureCoverage, measureProgress, summariseStates } from './sync-progress.rules.ts';
import type { RepositoryWithStreams, StoredStream } from './sync-status.store.ts';

type Surroundings = {
  jobs: readonly JobSummary[];
  undeployed: ReadonlyMap<string, number>;
  now: Date;
};

/** Whether deployments, or the commits between them, could not be read to their end. */
export function lacksDeployments({ streams }: RepositoryWithStreams): boolean {
  return streams.some(
    ({ stream, state, lastSuccessAt }) =>
      (stream === 'deployments' || stream === 'comparisons') &&
      (state === 'failed' || lastSuccessAt === null),
  );
}

/** One repository as the page shows it. */
export function describeRepository(
  repository: RepositoryWithStreams,
  { jobs, undeployed, now }: Surroundings,
): RepositorySyncStatus {
  const byName = new Map(repository.streams.map((stream) => [stream.stream, stream]));
  const streams = syncStreams.flatMap((name) => {
    const stream = byName.get(name);
    return stream === undefined ? [] : [describeStream(name, stream, now)];
  });
  const name = `${repository.owner}/${repository.name}`;
  const { pausedAt, inaccessibleSince, historyFrom } = repository;
  const state =
    inaccessibleSince === null
      ? summariseStates(streams.map((stream) => stream.state))
      : 'inaccessible';
  return {
    repositoryId: repository.id,
    repository: name,
    url: repository.url,
    connectionId: repository.connectionId,
    connectionKind: connectionKindOf(repository.connection.kind),
    isArchived: repository.isArchived,
    state,
    historyFrom: historyFrom?.toISOString() ?? null,
    streams,
    dataAsOf: byName.get('pull-requests')?.watermarkAt?.toISOString() ?? null,
    pausedAt: pausedAt?.toISOString() ?? null,
    inaccessibleSince: inaccessibleSince?.toISOString() ?? null,
    nextRun: planNextRun({ repository: name, state, pausedAt }, jobs, now),
    undeployed: lacksDeployments(repository) ? (undeployed.get(repository.id) ?? 0) : null,
  };
}

function describeStream(name: SyncStreamName, row: StoredStream, now: Date): SyncStreamStatus {
  const state = syncStateSchema.catch('idle').parse(row.state);
  const { passDone: done, passTotal: expected } = row;
  return {
    stream: name,
    state,
    stored: row.stored,
    total: row.total,
    coverage: measureCoverage(row.stored, row.total),
    cursor: row.cursor,
    done,
    expected,
    ...measureProgress({ ...row, state, done, expected }, now),
    lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
    deepCheckedAt: row.deepCheckedAt?.toISOString() ?? null,
    error: describeError(row),
  };
}

function describeError(row: StoredStream): SyncStreamStatus['error'] {
  return row.errorCode === null || row.errorAt === null
    ? null
    : {
        code: row.errorCode,
        message: row.errorMessage ?? 'The last read failed.',
        remedy: row.errorRemedy,
        at: row.errorAt.toISOString(),
      };
}
