import { AppError } from '@bellwether/shared/errors/app-error';
import {
  type SyncStreamName,
  syncStreams,
} from '@bellwether/shared/sync-status/sync-status.schema';
import type { Clock } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { Github } from '../github/open-github.ts';
import { fetchRepositoryOverview, type RepositoryOverview } from '../github/repository.fetch.ts';
import type { Log } from '../log.ts';
import { ChangeProbes, type ProbeAnswer } from './change-probes.ts';
import { attachDeployments, syncDeployedSpan } from './comparisons.stream.ts';
import { syncDeployments } from './deployments.stream.ts';
import { syncIssues } from './issues.stream.ts';
import { markPartlyRead, PartlyReadError } from './partly-read.ts';
import { syncPullRequests } from './pull-requests.stream.ts';
import { rederiveMarked } from './rederive-facts.ts';
import { loadOverview, saveRepository } from './repository.stream.ts';
import { syncReviewComments } from './review-comments.stream.ts';
import { syncReviewRequests } from './review-requests.stream.ts';
import {
  PassStoppedError,
  type StoredRepository,
  type StreamContext,
  throwIfStopped,
} from './stream-context.ts';
import {
  addPoints,
  loadStreams,
  markFailed,
  markRead,
  type StreamRecord,
  updateStream,
} from './sync-streams.save.ts';

export type RunOptions = {
  db: Database;
  github: Github;
  repository: StoredRepository;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  onProgress: () => void;
  beforeStore: StreamContext['beforeStore'];
  afterStore: StreamContext['afterStore'];
  betweenReads: StreamContext['betweenReads'];
};

/** `stopped`: asked to end; what is stored stays. `failed`: the error of the first stream that could not be read. */
export type RunOutcome =
  | { kind: 'complete' }
  | { kind: 'stopped' }
  | { kind: 'failed'; error: AppError };

type Step = {
  stream: SyncStreamName;
  /** The stream whose rows it starts from: when that one could not be read, this one is not complete either. */
  source?: SyncStreamName;
  /** The stream, itself or its source, whose failure in this pass leaves it something to read. */
  readsEvenAfter?: SyncStreamName;
  /** The stream that changes whenever this one does. */
  changesWith?: SyncStreamName;
  work: (context: StreamContext) => Promise<void>;
};

/**
 * The order of reading. Inline comments come before the pull requests that they belong to, so that a page's facts are
 * complete at once; the commits between deployments come before them because they tell most commits' parents.
 */
const steps: readonly Step[] = [
  { stream: 'review-comments', work: syncReviewComments },
  { stream: 'deployments', work: syncDeployments },
  { stream: 'comparisons', source: 'deployments', work: syncDeployedSpan },
  { stream: 'pull-requests', work: syncPullRequests },
  {
    ...{ stream: 'review-requests', source: 'pull-requests', work: syncReviewRequests },
    ...{ readsEvenAfter: 'pull-requests', changesWith: 'pull-requests' },
  },
  { stream: 'issues', work: syncIssues },
  {
    ...{ stream: 'comparisons', source: 'deployments', work: attachDeployments },
    readsEvenAfter: 'comparisons',
  },
];

/**
 * One pass over a repository: every stream in turn, but those of which GitHub says for nothing that they have not changed.
 * A stream that fails leaves the others their turn, where that makes sense. `only`: these streams, whether they changed or
 * not.
 */
export async function runRepository(
  options: RunOptions,
  only?: readonly SyncStreamName[],
): Promise<RunOutcome> {
  const run = new RepositoryRun(options, only ?? null);
  try {
    return await run.execute();
  } catch (error) {
    if (error instanceof PassStoppedError || options.signal.aborted) {
      return { kind: 'stopped' };
    }
    throw error;
  }
}

class RepositoryRun {
  readonly #options: RunOptions;
  readonly #only: readonly SyncStreamName[] | null;
  #probes: ChangeProbes;
  #records: ReadonlyMap<SyncStreamName, StreamRecord> = new Map();
  #spent: number;
  readonly #unchanged = new Set<SyncStreamName>();
  /** In the order in which they failed. */
  readonly #failed = new Map<SyncStreamName, AppError>();

  constructor(options: RunOptions, only: readonly SyncStreamName[] | null) {
    this.#options = options;
    this.#only = only;
    this.#probes = new ChangeProbes(options);
    this.#spent = options.github.points()?.spent ?? 0;
  }

  async execute(): Promise<RunOutcome> {
    const { db, repository } = this.#options;
    this.#records = await loadStreams(db.pool, repository.id);
    const overview = await this.#findOverview();
    if (overview === null) {
      await this.#settle();
      return this.#outcome();
    }
    const context = this.#contextOf(overview);
    this.#probes = new ChangeProbes(context);
    for (const step of steps) {
      if (this.#mustEnd()) {
        break;
      }
      if (this.#only?.includes(step.stream) !== false) {
        await this.#take(step, context);
      }
    }
    await this.#settle();
    return this.#outcome();
  }

  async #take(step: Step, context: StreamContext): Promise<void> {
    const { stream, source, readsEvenAfter, work } = step;
    if (this.#failed.has(stream) && readsEvenAfter !== stream) {
      return;
    }
    if (source !== undefined && this.#failed.has(source)) {
      const read = async () => (readsEvenAfter === source ? await work(context) : undefined);
      await this.#attempt(stream, read, { waitsFor: source });
      return;
    }
    const probe = await this.#probe(step);
    if (probe.isUnchanged) {
      await this.#markUnchanged(stream, probe, context.startedAt);
    } else {
      await this.#attempt(stream, () => work(context), probe);
    }
  }

  async #probe({
    stream,
    changesWith,
  }: Pick<Step, 'stream' | 'changesWith'>): Promise<ProbeAnswer> {
    throwIfStopped(this.#options.signal);
    const record = this.#records.get(stream);
    if (this.#only?.includes(stream) === true) {
      return { isUnchanged: false };
    }
    if (changesWith !== undefined) {
      const wasRead = record?.lastSuccessAt !== null && record?.errorCode === null;
      return { isUnchanged: wasRead && this.#unchanged.has(changesWith) };
    }
    return await this.#probes.ask(stream, record);
  }

  /** What GitHub had when the pass began is stored already. */
  async #markUnchanged(
    stream: SyncStreamName,
    { mark }: ProbeAnswer,
    startedAt: Date | null,
  ): Promise<void> {
    const { db, repository, clock, onProgress } = this.#options;
    const hasWatermark = (this.#records.get(stream)?.watermarkAt ?? null) !== null;
    await markRead(db.pool, repository.id, stream, clock(), {
      ...(mark === undefined ? {} : { etag: mark }),
      ...(hasWatermark && startedAt !== null ? { watermarkAt: startedAt } : {}),
    });
    this.#unchanged.add(stream);
    await this.#recordPoints(stream);
    onProgress();
  }

  /** Null: it could not be read, and the failure is written down. */
  async #findOverview(): Promise<RepositoryOverview | null> {
    const { db, repository } = this.#options;
    const probe = await this.#probe({ stream: 'repository' });
    const stored = probe.isUnchanged ? await loadOverview(db.pool, repository.id) : null;
    if (stored === null) {
      return await this.#attempt('repository', () => this.#readOverview(), probe);
    }
    await this.#markUnchanged('repository', probe, null);
    return stored;
  }

  async #readOverview(): Promise<RepositoryOverview> {
    const { db, github, repository, clock } = this.#options;
    const overview = await fetchRepositoryOverview(github, repository.id);
    await saveRepository(db, repository.connectionId, overview);
    await rederiveMarked(db, repository.id);
    await updateStream(db.pool, repository.id, 'repository', {
      stored: 1,
      total: 1,
      passDone: 1,
      passTotal: 1,
      lastSuccessAt: clock(),
    });
    return overview;
  }

  #contextOf(overview: RepositoryOverview): StreamContext {
    const { repository, ...parts } = this.#options;
    const { github, clock } = parts;
    const { owner, name, defaultBranch } = overview.repository;
    const startedAt = github.lastAnsweredAt() ?? clock();
    return {
      ...parts,
      ...{ overview, startedAt },
      repository: { ...repository, owner, name, defaultBranch },
    };
  }

  /**
   * Null: it failed, and the failure is written down. `waitsFor`: the failed stream without which it is not complete.
   * `mark`: of GitHub's state before the reading; kept only once everything is stored.
   */
  async #attempt<T>(
    stream: SyncStreamName,
    work: () => Promise<T>,
    { waitsFor, mark }: { waitsFor?: SyncStreamName; mark?: string | null } = {},
  ): Promise<T | null> {
    const { db, repository, signal, clock, onProgress } = this.#options;
    throwIfStopped(signal);
    await updateStream(db.pool, repository.id, stream, { state: 'syncing', startedAt: clock() });
    onProgress();
    try {
      const result = await work();
      await (waitsFor === undefined
        ? markRead(
            db.pool,
            repository.id,
            stream,
            clock(),
            mark === undefined ? {} : { etag: mark },
          )
        : markFailed(db.pool, repository.id, stream, this.#waitingFor(waitsFor), clock()));
      return result;
    } catch (error) {
      await this.#recordFailure(stream, error);
      return null;
    } finally {
      await this.#recordPoints(stream);
      onProgress();
    }
  }

  #waitingFor(source: SyncStreamName): AppError {
    const name = source.replace('-', ' ');
    const code = this.#failed.get(source)?.code ?? 'internal';
    return new AppError(code, `Waits for ${name}, which could not be read.`);
  }

  async #recordFailure(stream: SyncStreamName, error: unknown): Promise<void> {
    const { db, repository, signal, clock, log } = this.#options;
    if (error instanceof PassStoppedError || signal.aborted) {
      throw error;
    }
    if (error instanceof PartlyReadError) {
      log.warn({ err: error, stream }, 'Something of a stream was set aside');
      await markPartlyRead(db.pool, repository.id, stream, error, clock());
      return;
    }
    const known =
      error instanceof AppError
        ? error
        : new AppError('internal', 'Something of ours went wrong while storing what GitHub said.', {
            cause: error,
            remedy: 'It is tried again at the next pass; the log says more.',
          });
    log.warn(
      {
        err: error,
        stream,
        repository: `${repository.owner}/${repository.name}`,
        code: known.code,
      },
      'A stream could not be read',
    );
    this.#failed.set(stream, known);
    await markFailed(db.pool, repository.id, stream, known, clock());
  }

  async #recordPoints(stream: SyncStreamName): Promise<void> {
    const { db, repository, github } = this.#options;
    const spent = github.points()?.spent ?? 0;
    const points = spent - this.#spent;
    this.#spent = spent;
    if (points > 0) {
      await addPoints(db.pool, repository.id, stream, points);
    }
  }

  /** Nothing else can be read either: the token is refused or its allowance used up. */
  #mustEnd(): boolean {
    const code = this.#firstError()?.code;
    return code === 'upstream_unauthenticated' || code === 'upstream_rate_limited';
  }

  /** Streams whose turn did not come wait for nothing now. */
  async #settle(): Promise<void> {
    const { db, repository } = this.#options;
    await db.pool.query(
      `update sync_streams set state = 'idle'
       where repository_id = $1 and state in ('queued', 'syncing') and stream = any($2)`,
      [repository.id, syncStreams],
    );
    this.#options.onProgress();
  }

  #outcome(): RunOutcome {
    const error = this.#firstError();
    return error === null ? { kind: 'complete' } : { kind: 'failed', error };
  }

  #firstError(): AppError | null {
    return [...this.#failed.values()][0] ?? null;
  }
}
