import { type CommitGraph, walkCommits } from './commit-graph.ts';
import type { FinishedDeployment } from './production-deployments.rules.ts';
import { trackOf } from './production-deployments.rules.ts';
import { type Comparison, comparisonKey } from './version-trail.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** GitHub may come to know a commit again: a branch is restored, or a token sees more than the one before. */
const ASK_AGAIN_AFTER_MS = 7 * DAY_MS;
/** What failed is tried at the next pass, so often; what fails still waits, each time twice as long. */
const TRIES_WITHOUT_WAIT = 3;
const FIRST_WAIT_MS = 15 * MINUTE_MS;

export type FailedComparison = { count: number; at: string; code: string; message: string };

/** Which comparisons have been made. */
export type ComparisonsCursor = {
  /** Everything between these two is stored; null: nothing was compared yet. */
  baselineSha: string | null;
  headSha: string | null;
  /** Pairs compared, by `comparisonKey`. */
  compared: string[];
  /** Pairs that GitHub knows no way between, each with the instant of its answer: nothing is concluded from them. */
  unknown: Record<string, string>;
  /** Commits that GitHub does not know, each with the instant of its answer. */
  missing: Record<string, string>;
  /** Pairs that GitHub could not compare and that were not compared since. */
  failed: Record<string, FailedComparison>;
};

export function readComparisonsCursor(text: string | null): ComparisonsCursor {
  const empty = { baselineSha: null, headSha: null, compared: [], missing: {} };
  const stored = text === null ? {} : (JSON.parse(text) as Partial<ComparisonsCursor>);
  // Once lists without instants: then all are asked for again.
  return {
    ...empty,
    ...stored,
    unknown: recordOrNone(stored.unknown),
    failed: recordOrNone(stored.failed),
  };
}

function recordOrNone<T>(value: Record<string, T> | undefined): Record<string, T> {
  return value === undefined || Array.isArray(value) ? {} : value;
}

export function writeComparisonsCursor(cursor: ComparisonsCursor): string {
  return JSON.stringify(cursor);
}

/** Whether GitHub said within the last week that it does not know the commit. */
export function isKnownToBeMissing(cursor: ComparisonsCursor, sha: string, now: Date): boolean {
  return isRecent(cursor.missing[sha], now);
}

/** Whether GitHub said within the last week that nothing can be told of the two. */
export function isKnownToBeUnknown(
  cursor: ComparisonsCursor,
  pair: Comparison,
  now: Date,
): boolean {
  return (
    isRecent(cursor.unknown[comparisonKey(pair)], now) ||
    isKnownToBeMissing(cursor, pair.baseSha, now) ||
    isKnownToBeMissing(cursor, pair.headSha, now)
  );
}

function isRecent(answeredAt: string | undefined, now: Date): boolean {
  return answeredAt !== undefined && now.getTime() - Date.parse(answeredAt) < ASK_AGAIN_AFTER_MS;
}

/** When a comparison that failed may be tried again; null: now. */
export function waitsUntil(cursor: ComparisonsCursor, pair: Comparison, now: Date): Date | null {
  const failed = cursor.failed[comparisonKey(pair)];
  if (failed === undefined || failed.count < TRIES_WITHOUT_WAIT) {
    return null;
  }
  const waitMs = Math.min(DAY_MS, FIRST_WAIT_MS * 2 ** (failed.count - TRIES_WITHOUT_WAIT));
  const until = new Date(Date.parse(failed.at) + waitMs);
  return until > now ? until : null;
}

export function withCompared(cursor: ComparisonsCursor, pair: Comparison): ComparisonsCursor {
  const key = comparisonKey(pair);
  return {
    ...cursor,
    compared: [...new Set([...cursor.compared, key])],
    unknown: without(cursor.unknown, [key]),
    missing: without(cursor.missing, [pair.baseSha, pair.headSha]),
    failed: without(cursor.failed, [key]),
  };
}

/** `missing`: those of the two commits that GitHub does not know; none where it only finds no way between them. */
export function withUnknown(
  cursor: ComparisonsCursor,
  pair: Comparison,
  missing: readonly string[],
  now: Date,
): ComparisonsCursor {
  const at = now.toISOString();
  const key = comparisonKey(pair);
  const answered = missing.length === 0 ? [key] : missing;
  const instants = Object.fromEntries(answered.map((name) => [name, at]));
  return {
    ...cursor,
    failed: without(cursor.failed, [key]),
    ...(missing.length === 0
      ? { unknown: { ...cursor.unknown, ...instants } }
      : { missing: { ...cursor.missing, ...instants } }),
  };
}

export function withFailed(
  cursor: ComparisonsCursor,
  pair: Comparison,
  failure: { code: string; message: string },
  now: Date,
): ComparisonsCursor {
  const key = comparisonKey(pair);
  const count = (cursor.failed[key]?.count ?? 0) + 1;
  const { code, message } = failure;
  const failed = { ...cursor.failed, [key]: { count, at: now.toISOString(), code, message } };
  return { ...cursor, failed };
}

function without<T>(record: Record<string, T>, keys: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.includes(key)));
}

/** The ends of everything that the deployments span, by time of finish; null: there is nothing between them. */
export function spanOf(
  /** The successful production deployments of all services, in order of finish. */
  finished: readonly FinishedDeployment[],
  cursor: ComparisonsCursor,
  now: Date,
): Comparison | null {
  const known = finished.filter(({ sha }) => !isKnownToBeMissing(cursor, sha, now));
  const baseSha = known[0]?.previousSha ?? known[0]?.sha;
  const headSha = known.at(-1)?.sha;
  return baseSha === undefined || headSha === undefined || baseSha === headSha
    ? null
    : { baseSha, headSha };
}

/**
 * The one comparison that brings the stored commits up to the latest deployment: all of the span when its beginning is
 * another one than before, else what was added. Null: nothing to ask, or nothing to be had now.
 */
export function spanToCompare(
  span: Comparison | null,
  cursor: ComparisonsCursor,
  now: Date,
): Comparison | null {
  if (span === null) {
    return null;
  }
  const { headSha } = span;
  const isExtension = cursor.baselineSha === span.baseSha && cursor.headSha !== null;
  const baseSha = isExtension && cursor.headSha !== null ? cursor.headSha : span.baseSha;
  const pair = { baseSha, headSha };
  const isSettled =
    baseSha === headSha ||
    isKnownToBeUnknown(cursor, pair, now) ||
    waitsUntil(cursor, pair, now) !== null;
  return isSettled ? null : pair;
}

/**
 * Comparisons that need not be made, with those that were: of neighbours in one service and environment that both lie in
 * the compared span. What the graph does not hold of them was there before it.
 */
export function comparedPairs(
  finished: readonly FinishedDeployment[],
  graph: CommitGraph,
  cursor: ComparisonsCursor,
): Set<string> {
  const { baselineSha, headSha } = cursor;
  const inSpan = new Set(
    headSha === null ? [] : walkCommits(graph, headSha, (sha) => sha === baselineSha).reached,
  );
  const isInSpan = (sha: string) => graph.has(sha) && (sha === baselineSha || inSpan.has(sha));
  const pairs = new Set(cursor.compared);
  for (const pair of neighbours(finished)) {
    const key = comparisonKey(pair);
    const isOpen = cursor.failed[key] !== undefined || cursor.unknown[key] !== undefined;
    if (!isOpen && isInSpan(pair.baseSha) && isInSpan(pair.headSha)) {
      pairs.add(key);
    }
  }
  return pairs;
}

function neighbours(finished: readonly FinishedDeployment[]): Comparison[] {
  const latest = new Map<string, string>();
  return finished.flatMap((deployment) => {
    const track = trackOf(deployment);
    const baseSha = latest.get(track) ?? deployment.previousSha;
    latest.set(track, deployment.sha);
    return baseSha === null || baseSha === deployment.sha
      ? []
      : [{ baseSha, headSha: deployment.sha }];
  });
}
