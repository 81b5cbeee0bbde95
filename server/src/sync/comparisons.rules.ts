import type { Comparison } from '@bellwether/shared/deployments/deployed-by';

/** Which comparisons have been made. */
export type ComparisonsCursor = {
  /** Everything between these two is stored; null: nothing was compared yet. */
  baselineSha: string | null;
  headSha: string | null;
  /** Pairs compared, by `comparisonKey`. */
  compared: string[];
  /** Pairs of which GitHub does not know one: not asked again, and nothing is concluded from them. */
  unknown: string[];
};

export function readComparisonsCursor(text: string | null): ComparisonsCursor {
  const empty = { baselineSha: null, headSha: null, compared: [], unknown: [] };
  return text === null ? empty : { ...empty, ...(JSON.parse(text) as Partial<ComparisonsCursor>) };
}

export function writeComparisonsCursor(cursor: ComparisonsCursor): string {
  return JSON.stringify(cursor);
}

/**
 * The one comparison that brings the stored commits up to the latest deployment: all of it when the first deployment is
 * another one than before, else what was added. Null: nothing to ask, or GitHub does not know one of the two.
 */
export function spanToCompare(
  /** Commits of the successful production deployments, in order of finish. */
  shas: readonly string[],
  cursor: ComparisonsCursor,
): Comparison | null {
  const baseline = shas[0];
  const newest = shas.at(-1);
  if (baseline === undefined || newest === undefined || baseline === newest) {
    return null;
  }
  const isExtension = cursor.baselineSha === baseline && cursor.headSha !== null;
  const baseSha = isExtension && cursor.headSha !== null ? cursor.headSha : baseline;
  const pair = { baseSha, headSha: newest };
  const isAsked = cursor.unknown.includes(`${baseSha}...${newest}`);
  return baseSha === newest || isAsked ? null : pair;
}
