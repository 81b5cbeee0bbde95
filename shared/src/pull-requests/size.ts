import { compileAttributesPattern, type PathMatcher } from './attributes-pattern.ts';
import type { PullRequestFileRow } from './pull-request-history.ts';
import { excludeByName, type SizeExclusion, type SizeRules } from './size.rules.ts';

/** A file that the size leaves out, with the reason. */
export type ExcludedFile = { path: string; lines: number; reason: SizeExclusion | 'attributes' };

export type SizeReading = {
  /** Lines that count, never negative (C18). */
  size: number;
  /** GitHub's own total. */
  rawSize: number;
  excluded: ExcludedFile[];
};

type Totals = { additions: number; deletions: number };

/** The totals less the lines of files that nobody wrote by hand (B10, C18). */
export function readSize(
  totals: Totals,
  files: readonly PullRequestFileRow[],
  generatedPatterns: readonly string[],
  rules: SizeRules,
): SizeReading {
  const isGenerated = generatedMatcher(generatedPatterns);
  const rawSize = totals.additions + totals.deletions;
  const excluded: ExcludedFile[] = [];
  let size = rawSize;
  for (const file of files) {
    const byName = excludeByName(file.path, rules);
    const reason = byName ?? (isGenerated(file.path) ? 'attributes' : null);
    if (reason !== null) {
      const lines = file.additions + file.deletions;
      excluded.push({ path: file.path, lines, reason });
      size -= lines;
    }
  }
  return { size: Math.max(0, size), rawSize, excluded };
}

const matchers = new WeakMap<readonly string[], PathMatcher>();

/** Remembered by the list itself: the pull requests of a repository share one. */
function generatedMatcher(patterns: readonly string[]): PathMatcher {
  const known = matchers.get(patterns);
  if (known !== undefined) {
    return known;
  }
  const made = makeGeneratedMatcher(patterns);
  matchers.set(patterns, made);
  return made;
}

/** The last pattern that means a path decides; a leading `!` unmarks. */
export function makeGeneratedMatcher(patterns: readonly string[]): PathMatcher {
  const rules = patterns
    .map((pattern) => {
      const unmarks = pattern.startsWith('!');
      return { marks: !unmarks, means: compileAttributesPattern(pattern.slice(unmarks ? 1 : 0)) };
    })
    .reverse();
  return (path) => rules.find((rule) => rule.means(path))?.marks ?? false;
}
