import { AppError } from '@bellwether/shared/errors/app-error';
import type { PullRequestHistory } from '@bellwether/shared/pull-requests/pull-request-history';
import { DatabaseError, type PoolClient } from 'pg';
import type { Clock, SyncChange } from '../app-context.ts';
import { lockDefinitions } from '../db/definitions-lock.ts';
import { loadPullRequestHistories } from '../db/load-pull-request-histories.ts';
import type { Database } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import { loadActiveRules, type RevisionOfRules } from './active-rules.store.ts';
import {
  activateRevision,
  addProgress,
  beginProgress,
  deleteOutdatedStaged,
  failRevision,
  findDeriving,
  findNext,
  hasOutdatedFacts,
  insertRepeatedRevision,
  insertStaged,
  isEveryoneStaged,
  moveStagedIntoForce,
} from './derive-facts.store.ts';
import { deriveListed } from './derive-listed.ts';
import { deriveRows, stagedRow } from './facts.save.ts';
import { toStorableJson } from './storable-json.ts';

export type DeriveOptions = {
  db: Database;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** Called after each batch, and when new facts came into force. */
  onChange?: (change: SyncChange) => void | Promise<void>;
  /** Pull requests in one transaction; others wait no longer than one takes. */
  batchSize?: number;
};

const BATCH_SIZE = 200;
/** Classes of SQLSTATE that come again however often it is tried: the data or the statement is wrong. */
const LASTING_ERRORS = ['22', '23', '42'];

/**
 * Derives all facts by the newest settings beside those that count, and puts them into force in one transaction when
 * none is missing (B0.9). Goes on where it was cut short; a revision proposed meanwhile takes its place. What cannot be
 * derived leaves the old numbers and says why; a database that does not answer is thrown, to be tried again.
 */
export async function deriveFactsAnew(options: DeriveOptions): Promise<void> {
  const { db, signal } = options;
  for (;;) {
    const revision = signal.aborted ? null : await findDeriving(db.pool);
    if (revision === null) {
      return;
    }
    try {
      await deriveRevision(options, revision);
    } catch (error) {
      if (!isLasting(error)) {
        throw error;
      }
      await recordFailure(options, revision, error);
    }
  }
}

/**
 * Begins to derive all facts again when this version of the code counts in another way than the one that stored them.
 * True: there is something to derive, whoever asked for it.
 */
export async function planDerivation(db: Database, clock: Clock): Promise<boolean> {
  return await db.transaction(async (tx) => {
    await lockDefinitions(tx);
    await deleteOutdatedStaged(tx);
    if ((await findDeriving(tx)) !== null) {
      return true;
    }
    const isOutdated = await hasOutdatedFacts(tx);
    if (isOutdated) {
      await insertRepeatedRevision(tx, 'A new version of Bellwether counts anew', clock());
    }
    return isOutdated;
  });
}

async function deriveRevision(options: DeriveOptions, revision: number): Promise<void> {
  const { db, clock, signal, onChange, batchSize = BATCH_SIZE } = options;
  await beginProgress(db.pool, revision, clock());
  if (await putListedIntoForce(options, revision)) {
    return;
  }
  let after = '';
  while (!signal.aborted) {
    const step = await db.transaction((tx) => stageBatch(tx, revision, after, batchSize, clock()));
    if (step === 'unwanted') {
      return;
    }
    await onChange?.('progress');
    if (step !== 'end') {
      after = step.last;
    } else if (await putIntoForce(options, revision)) {
      return;
    } else {
      after = '';
    }
  }
}

/** `last`: the pull request after which the next step begins. `unwanted`: the revision was given up or replaced. */
async function stageBatch(
  tx: PoolClient,
  revision: number,
  after: string,
  limit: number,
  now: Date,
): Promise<{ last: string } | 'end' | 'unwanted'> {
  const { staged } = await loadActiveRules(tx);
  if (staged?.revision !== revision) {
    return 'unwanted';
  }
  const { unstaged, last } = await findNext(tx, after, limit);
  if (last === null) {
    return 'end';
  }
  if (unstaged.length > 0) {
    const rows = deriveEach(await loadPullRequestHistories(tx, unstaged), staged);
    await insertStaged(tx, toStorableJson(rows));
    await addProgress(tx, revision, unstaged.length, now);
  }
  return { last };
}

function deriveEach(histories: readonly PullRequestHistory[], rules: RevisionOfRules) {
  return histories.flatMap((history) => {
    try {
      return deriveRows([history], rules).map(stagedRow);
    } catch (error) {
      const { owner, name } = history.repository;
      const subject = `${owner}/${name}#${history.pullRequest.number}`;
      throw new AppError('internal', `The numbers of ${subject} could not be worked out.`, {
        cause: error,
      });
    }
  });
}

/** True: the few pull requests that the settings touch have new facts, and the revision is in force. */
async function putListedIntoForce(
  { db, clock, log, onChange }: DeriveOptions,
  revision: number,
): Promise<boolean> {
  const isDone = await db.transaction(async (tx) => {
    await lockDefinitions(tx);
    const isDerived = await deriveListed(tx, revision);
    if (isDerived) {
      await activateRevision(tx, revision, clock());
    }
    return isDerived;
  });
  if (isDone) {
    log.info({ revision }, 'Facts of the pull requests that new settings name came into force');
    await onChange?.('data');
  }
  return isDone;
}

/** False: a pull request without new facts turned up. True: it is done, or not wanted any more. */
async function putIntoForce(
  { db, clock, log, onChange }: DeriveOptions,
  revision: number,
): Promise<boolean> {
  const outcome = await db.transaction(async (tx) => {
    await lockDefinitions(tx);
    if ((await findDeriving(tx)) !== revision) {
      return 'unwanted';
    }
    if (!(await isEveryoneStaged(tx))) {
      return 'incomplete';
    }
    await moveStagedIntoForce(tx);
    await activateRevision(tx, revision, clock());
    return 'in force';
  });
  if (outcome === 'in force') {
    log.info({ revision }, 'Facts by new settings came into force');
    await onChange?.('data');
  }
  return outcome !== 'incomplete';
}

function isLasting(error: unknown): boolean {
  return (
    error instanceof AppError ||
    (error instanceof DatabaseError && LASTING_ERRORS.includes(error.code?.slice(0, 2) ?? ''))
  );
}

async function recordFailure(
  { db, clock, log, onChange }: DeriveOptions,
  revision: number,
  error: unknown,
): Promise<void> {
  log.error({ err: error, revision }, 'Facts could not be derived by new settings');
  const words =
    error instanceof AppError
      ? error.message
      : 'The new numbers could not be stored. The log says more.';
  await db.transaction(async (tx) => {
    await lockDefinitions(tx);
    await failRevision(tx, revision, words, clock());
  });
  await onChange?.('progress');
}
