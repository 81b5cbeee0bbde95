import { AppError } from '@bellwether/shared/errors/app-error';
import type { SyncStreamName } from '@bellwether/shared/sync-status/sync-status.schema';
import { loadDeploymentRule } from '../db/load-deployments.ts';
import {
  fetchNewestDeployments,
  fetchNewestIssue,
  fetchRepositoryMark,
  type Newest,
} from '../github/changes.fetch.ts';
import type { RunOptions } from './run-repository.ts';
import type { StreamRecord } from './sync-streams.save.ts';
import { isBefore, stopBefore } from './watermark.rules.ts';

/**
 * `isUnchanged`: reading the stream would find nothing. `mark`: what stands for GitHub's state before the reading begins;
 * null when nothing does, undefined when it was not asked for.
 */
export type ProbeAnswer = { isUnchanged: boolean; mark?: string | null };

const NOT_ASKED: ProbeAnswer = { isUnchanged: false };

type Asking = Pick<RunOptions, 'db' | 'github' | 'repository' | 'log'>;

/** Asks GitHub, where that costs nothing, whether a stream has anything new. One for each pass. */
export class ChangeProbes {
  readonly #asking: Asking;
  #newestIssue: Promise<Newest> | null = null;

  constructor(asking: Asking) {
    this.#asking = asking;
  }

  /** A question that cannot be answered is none: then the stream is read. */
  async ask(stream: SyncStreamName, record: StreamRecord | undefined): Promise<ProbeAnswer> {
    if (record === undefined || !isReadToItsEnd(record)) {
      return NOT_ASKED;
    }
    try {
      const newest = await this.#fetchNewest(stream, record.etag);
      return newest === null ? NOT_ASKED : answerOf(newest, record);
    } catch (error) {
      if (!(error instanceof AppError)) {
        throw error;
      }
      this.#asking.log.debug({ err: error, stream }, 'Whether a stream changed could not be told');
      return NOT_ASKED;
    }
  }

  /** Null: nothing tells of this stream. */
  async #fetchNewest(stream: SyncStreamName, etag: string | null): Promise<Newest | null> {
    const { github, repository } = this.#asking;
    switch (stream) {
      case 'repository':
        return await fetchRepositoryMark(github, repository, etag);
      case 'pull-requests':
      case 'issues':
        // One list holds both.
        this.#newestIssue ??= fetchNewestIssue(github, repository, etag);
        return await this.#newestIssue;
      case 'deployments':
        return (await this.#countsReleasesOrRuns())
          ? null
          : await fetchNewestDeployments(github, repository, etag);
      default:
        return null;
    }
  }

  async #countsReleasesOrRuns(): Promise<boolean> {
    const { db, repository } = this.#asking;
    const { kind } = await loadDeploymentRule(db.pool, repository.id);
    return kind === 'release' || kind === 'workflow-run';
  }
}

/** Whether a pass ended and left nothing behind. */
function isReadToItsEnd(record: StreamRecord): boolean {
  return (
    record.lastSuccessAt !== null && record.passStartedAt === null && record.errorCode === null
  );
}

function answerOf(newest: Newest, record: StreamRecord): ProbeAnswer {
  const { mark, isShown } = newest;
  const isSame = mark !== null && mark === record.etag;
  return {
    isUnchanged: isSame || (isShown && mark !== null && showsNothingNew(newest, record)),
    mark,
  };
}

/** Without a mark of an earlier pass, what is shown tells by itself: reading would stop at the newest entry. */
function showsNothingNew({ changedAt }: Newest, record: StreamRecord): boolean {
  if (record.etag !== null) {
    return false;
  }
  return changedAt === null
    ? record.stored === 0
    : isBefore(changedAt, stopBefore(record.watermarkAt, null));
}
