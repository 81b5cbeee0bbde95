import { type Comparison, comparisonKey } from '@bellwether/shared/deployments/deployed-by';

/** GitHub may come to know a commit again: a branch is restored, or a token sees more than the one before. */
const ASK_AGAIN_AFTER_MS = 7 * 24 * 60 * 60_000;

/** Which comparisons have been made. */
export type ComparisonsCursor = {
  /** Everything between these two is stored; null: nothing was compared yet. */
  baselineSha: string | null;
  headSha: string | null;
  /** Pairs compared, by `comparisonKey`. */
  compared: string[];
  /** Pairs of which GitHub does not know one, each with the instant of its answer: nothing is concluded from them. */
  unknown: Record<string, string>;
  /** Pairs that GitHub could not compare and that were not compared since. */
  failed: string[];
};

export function readComparisonsCursor(text: string | null): ComparisonsCursor {
  const empty = { baselineSha: null, headSha: null, compared: [], unknown: {}, failed: [] };
  const stored = text === null ? {} : (JSON.parse(text) as Partial<ComparisonsCursor>);
  // Once a list without instants: then all are asked for again.
  const unknown = Array.isArray(stored.unknown) ? {} : (stored.unknown ?? {});
  return { ...empty, ...stored, unknown };
}

export function writeComparisonsCursor(cursor: ComparisonsCursor): string {
  return JSON.stringify(cursor);
}

/** Whether GitHub said within the last week that it does not know one of the two. */
export function isKnownToBeUnknown(
  cursor: ComparisonsCursor,
  pair: Comparison,
  now: Date,
): boolean {
  const answeredAt = cursor.unknown[comparisonKey(pair)];
  return answeredAt !== undefined && now.getTime() - Date.parse(answeredAt) < ASK_AGAIN_AFTER_MS;
}

export function withCompared(cursor: ComparisonsCursor, pair: Comparison): ComparisonsCursor {
  const key = comparisonKey(pair);
  const { [key]: _, ...unknown } = cursor.unknown;
  return {
    ...cursor,
    compared: [...new Set([...cursor.compared, key])],
    unknown,
    failed: cursor.failed.filter((other) => other !== key),
  };
}

export function withUnknown(
  cursor: ComparisonsCursor,
  pair: Comparison,
  now: Date,
): ComparisonsCursor {
  const unknown = { ...cursor.unknown, [comparisonKey(pair)]: now.toISOString() };
  return { ...cursor, unknown };
}

export function withFailed(cursor: ComparisonsCursor, pair: Comparison): ComparisonsCursor {
  return { ...cursor, failed: [...new Set([...cursor.failed, comparisonKey(pair)])] };
}

/**
 * The one comparison that brings the stored commits up to the latest deployment: all of it when the first deployment is
 * another one than before, else what was added. Null: nothing to ask, or GitHub does not know one of the two.
 */
export function spanToCompare(
  /** Commits of the successful production deployments, in order of finish. */
  shas: readonly string[],
  cursor: ComparisonsCursor,
  now: Date,
): Comparison | null {
  const baseline = shas[0];
  const newest = shas.at(-1);
  if (baseline === undefined || newest === undefined || baseline === newest) {
    return null;
  }
  const isExtension = cursor.baselineSha === baseline && cursor.headSha !== null;
  const baseSha = isExtension && cursor.headSha !== null ? cursor.headSha : baseline;
  const pair = { baseSha, headSha: newest };
  return baseSha === newest || isKnownToBeUnknown(cursor, pair, now) ? null : pair;
}
