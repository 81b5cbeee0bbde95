import { AppError } from '@bellwether/shared/errors/app-error';
import {
  type RepositorySyncStatus,
  type SyncOverview,
  type SyncStreamName,
  type SyncStreamStatus,
  syncStateSchema,
  syncStreams,
} from '@bellwether/shared/sync-status/sync-status.schema';
import type { AppContext } from '../../app-context.ts';
import { measureCoverage, measureProgress, summariseStates } from './sync-progress.rules.ts';
import {
  loadRepositoriesWithStreams,
  type RepositoryWithStreams,
  repositoryExists,
  type StoredStream,
} from './sync-status.store.ts';

/** Live answers come at most this often. */
const LIVE_INTERVAL_MS = 400;

export async function getSyncOverview(app: AppContext): Promise<SyncOverview> {
  const repositories = await loadRepositoriesWithStreams(app.db);
  const now = app.clock();
  const points = app.sync.points();
  return {
    repositories: repositories.map((repository) => describeRepository(repository, now)),
    points:
      points === null
        ? null
        : {
            spent: points.spent,
            remaining: points.remaining,
            resetAt: points.resetAt?.toISOString() ?? null,
          },
  };
}

/** The overview now, and again after each change, until the caller goes. */
export async function* followSyncOverview(
  app: AppContext,
  signal: AbortSignal,
): AsyncGenerator<SyncOverview> {
  let changed: () => void = () => undefined;
  let hasChanged = true;
  const stopListening = app.sync.onProgress(() => {
    hasChanged = true;
    changed();
  });
  const wake = () => changed();
  signal.addEventListener('abort', wake);
  try {
    while (!signal.aborted) {
      if (!hasChanged) {
        await new Promise<void>((resolve) => {
          changed = resolve;
        });
        continue;
      }
      hasChanged = false;
      yield await getSyncOverview(app);
      await new Promise((resolve) => setTimeout(resolve, LIVE_INTERVAL_MS));
    }
  } finally {
    stopListening();
    signal.removeEventListener('abort', wake);
  }
}

/** Asks for a pass over one repository, or over all. */
export async function requestSync(
  app: AppContext,
  repositoryId: string | null,
): Promise<{ requested: number }> {
  if (repositoryId === null) {
    const repositories = await loadRepositoriesWithStreams(app.db);
    for (const repository of repositories) {
      await app.sync.request({ kind: 'pass', repositoryId: repository.id }, 'person');
    }
    return { requested: repositories.length };
  }
  if (!(await repositoryExists(app.db, repositoryId))) {
    throw new AppError('not_found', 'This repository is not being read any more.');
  }
  await app.sync.request({ kind: 'pass', repositoryId }, 'person');
  return { requested: 1 };
}

function describeRepository(repository: RepositoryWithStreams, now: Date): RepositorySyncStatus {
  const byName = new Map(repository.streams.map((stream) => [stream.stream, stream]));
  const streams = syncStreams.flatMap((name) => {
    const stream = byName.get(name);
    return stream === undefined ? [] : [describeStream(name, stream, now)];
  });
  const watermark = byName.get('pull-requests')?.watermarkAt ?? null;
  return {
    repositoryId: repository.id,
    repository: `${repository.owner}/${repository.name}`,
    connectionId: repository.connectionId,
    connectionKind: repository.connection.kind === 'sample' ? 'sample' : 'token',
    state: summariseStates(streams.map((stream) => stream.state)),
    historyFrom: repository.historyFrom?.toISOString() ?? null,
    streams,
    dataAsOf: watermark?.toISOString() ?? null,
  };
}

function describeStream(name: SyncStreamName, row: StoredStream, now: Date): SyncStreamStatus {
  const state = syncStateSchema.catch('idle').parse(row.state);
  const pass = {
    state,
    startedAt: row.startedAt,
    progressAt: row.progressAt,
    done: row.passDone,
    expected: row.passTotal,
  };
  return {
    stream: name,
    state,
    stored: row.stored,
    total: row.total,
    coverage: measureCoverage(row.stored, row.total),
    cursor: row.cursor,
    done: row.passDone,
    expected: row.passTotal,
    ...measureProgress(pass, now),
    lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
    error:
      row.errorCode === null || row.errorAt === null
        ? null
        : {
            code: row.errorCode,
            message: row.errorMessage ?? 'The last read failed.',
            at: row.errorAt.toISOString(),
          },
  };
}
