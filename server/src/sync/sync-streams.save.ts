import type { AppError } from '@bellwether/shared/errors/app-error';
import {
  type SyncState,
  type SyncStreamName,
  syncStreams,
} from '@bellwether/shared/sync-status/sync-status.schema';
import type { Queryable } from '../db/queryable.types.ts';

/** What is stored about one kind of thing of one repository. */
export type StreamRecord = {
  stream: SyncStreamName;
  state: SyncState;
  cursor: string | null;
  passStartedAt: Date | null;
  watermarkAt: Date | null;
  pageSize: number | null;
  passDone: number;
  stored: number;
  total: number | null;
  etag: string | null;
  setAside: number[];
  unhealedGap: number | null;
  lastSuccessAt: Date | null;
  deepCheckedAt: Date | null;
  errorCode: string | null;
};

type Patch = Partial<{
  state: SyncState;
  cursor: string | null;
  passStartedAt: Date | null;
  watermarkAt: Date | null;
  pageSize: number;
  passDone: number;
  passTotal: number | null;
  stored: number;
  total: number | null;
  startedAt: Date;
  progressAt: Date;
  lastSuccessAt: Date;
  errorCode: string | null;
  errorMessage: string | null;
  errorRemedy: string | null;
  errorAt: Date | null;
  etag: string | null;
  setAside: readonly number[];
  unhealedGap: number;
  deepCheckedAt: Date;
}>;

/** Lists every stream of the repository, so that a page can show them before anything is read. */
export async function ensureStreams(db: Queryable, repositoryId: string): Promise<void> {
  await db.query(
    `insert into sync_streams (repository_id, stream)
     select r.id, s from repositories r, unnest($2::text[]) s where r.id = $1
     on conflict (repository_id, stream) do nothing`,
    [repositoryId, syncStreams],
  );
}

export async function loadStreams(
  db: Queryable,
  repositoryId: string,
): Promise<Map<SyncStreamName, StreamRecord>> {
  const { rows } = await db.query<StreamRecord>(
    `select stream, state, cursor, pass_started_at "passStartedAt", watermark_at "watermarkAt",
       page_size "pageSize", pass_done "passDone", stored, total, etag, set_aside "setAside",
       unhealed_gap "unhealedGap", last_success_at "lastSuccessAt", deep_checked_at "deepCheckedAt",
       error_code "errorCode"
     from sync_streams where repository_id = $1`,
    [repositoryId],
  );
  return new Map(rows.map((row) => [row.stream, row]));
}

/** Changes what is stored about a stream; call it in the transaction that stores the page. */
export async function updateStream(
  tx: Queryable,
  repositoryId: string,
  stream: SyncStreamName,
  patch: Patch,
): Promise<void> {
  const entries = Object.entries(patch).filter(([, value]) => value !== undefined);
  const changes = entries.map(([name], index) => `${snakeCase(name)} = $${index + 3}`);
  if (patch.startedAt !== undefined) {
    changes.push('resumed_from = case when pass_started_at is null then 0 else pass_done end');
  }
  await tx.query(
    `update sync_streams set ${changes.join(', ')} where repository_id = $1 and stream = $2`,
    [repositoryId, stream, ...entries.map(([, value]) => value)],
  );
}

export async function setStates(
  db: Queryable,
  repositoryId: string,
  state: SyncState,
): Promise<void> {
  await db.query('update sync_streams set state = $2 where repository_id = $1', [
    repositoryId,
    state,
  ]);
}

/** Writes down that all of it was read, and forgets what went wrong before. */
export async function markRead(
  db: Queryable,
  repositoryId: string,
  stream: SyncStreamName,
  at: Date,
  more: Pick<Patch, 'etag' | 'watermarkAt'> = {},
): Promise<void> {
  await updateStream(db, repositoryId, stream, {
    ...{ state: 'idle', lastSuccessAt: at },
    ...{ errorCode: null, errorMessage: null, errorRemedy: null, errorAt: null },
    ...more,
  });
}

/** Writes down what went wrong. Cursor and counts stay: the next pass goes on from there. */
export async function markFailed(
  db: Queryable,
  repositoryId: string,
  stream: SyncStreamName,
  error: AppError,
  at: Date,
): Promise<void> {
  const state =
    error.code === 'upstream_not_found' && stream === 'repository' ? 'inaccessible' : 'failed';
  await updateStream(db, repositoryId, stream, {
    state,
    errorCode: error.code,
    errorMessage: error.message,
    errorRemedy: error.remedy,
    errorAt: at,
  });
}

export async function addPoints(
  db: Queryable,
  repositoryId: string,
  stream: SyncStreamName,
  points: number,
): Promise<void> {
  await db.query(
    'update sync_streams set points = points + $3 where repository_id = $1 and stream = $2',
    [repositoryId, stream, points],
  );
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
