import type { ComplexityRules, SensitiveArea } from './complexity.rules.ts';
import { sensitiveAreas } from './complexity.rules.ts';
import type { PullRequestFileRow } from './pull-request-history.ts';
import { areaReader } from './sensitive-areas.ts';
import type { SizeReading } from './size.ts';
import type { Tier } from './tier.ts';

/** What one thing adds to the complexity of a change. */
export type ComplexityFactor = {
  kind: 'size' | 'modules' | 'dependency' | SensitiveArea;
  /** Rounded to hundredths, so that what is shown adds up. */
  points: number;
  /** Lines for `size`, modules for `modules`, files for the rest. */
  amount: number;
  /** The first of them by name, at most three: modules, or paths. */
  examples: string[];
};

export type ComplexityReading = {
  /** The sum of the factors' points. */
  complexity: number;
  /** Those that add something, in the order of the rules. */
  factors: ComplexityFactor[];
  tier: Tier;
};

const MOST_EXAMPLES = 3;

/**
 * How hard a change is to judge (B10): its size, how many modules it touches, whether it touches what others rely on, and
 * whether its dependencies changed. Files that the size leaves out count for the dependencies alone. What depends on others is
 * no part of it: how few people knew the files, and an incident that was open, are told beside it by `readSurroundings`.
 */
export function readComplexity(
  files: readonly PullRequestFileRow[],
  size: SizeReading,
  rules: ComplexityRules,
): ComplexityReading {
  const excluded = new Set(size.excluded.map(({ path }) => path));
  const written = files.map(({ path }) => path).filter((path) => !excluded.has(path));
  const factors = [
    sizeFactor(size.size, rules),
    modulesFactor(written, rules),
    ...areaFactors(written, rules),
    dependencyFactor(files, rules),
  ].filter(({ points }) => points > 0);
  const complexity = roundPoints(factors.reduce((sum, { points }) => sum + points, 0));
  return { complexity, factors, tier: tierOf(complexity, rules) };
}

export function tierOf(complexity: number, { tierFrom }: ComplexityRules): Tier {
  if (complexity >= tierFrom.deep) {
    return 'deep';
  }
  return complexity >= tierFrom.standard ? 'standard' : 'light';
}

function sizeFactor(lines: number, { sizeWeight }: ComplexityRules): ComplexityFactor {
  const points = roundPoints(sizeWeight * Math.log2(1 + lines));
  return { kind: 'size', points, amount: lines, examples: [] };
}

function modulesFactor(paths: readonly string[], rules: ComplexityRules): ComplexityFactor {
  const modules = new Set(paths.map((path) => moduleOf(path, rules.moduleRoots)));
  return makeFactor('modules', [...modules], rules.moduleWeight * modules.size);
}

/** The first folder; below one of the roots the first two. A file at the top belongs to `/`. */
export function moduleOf(path: string, roots: readonly string[]): string {
  const folders = path.split('/').slice(0, -1);
  const [first, second] = folders;
  if (first === undefined) {
    return '/';
  }
  return second !== undefined && roots.includes(first.toLowerCase()) ? `${first}/${second}` : first;
}

function areaFactors(
  paths: readonly string[],
  { areas, areaWeights }: ComplexityRules,
): ComplexityFactor[] {
  const areasOf = areaReader(areas);
  const hits = new Map<SensitiveArea, string[]>();
  for (const path of paths) {
    for (const area of areasOf(path)) {
      const own = hits.get(area);
      if (own === undefined) {
        hits.set(area, [path]);
      } else {
        own.push(path);
      }
    }
  }
  return sensitiveAreas.flatMap((area) => {
    const found = hits.get(area);
    return found === undefined ? [] : [makeFactor(area, found, areaWeights[area])];
  });
}

function dependencyFactor(
  files: readonly PullRequestFileRow[],
  { dependencyFiles, dependencyWeight }: ComplexityRules,
): ComplexityFactor {
  const named = files.map(({ path }) => ({ path, name: nameOf(path) }));
  const manifests = named.filter(({ name }) => Object.hasOwn(dependencyFiles, name));
  const names = new Set(manifests.length === 0 ? [] : named.map(({ name }) => name));
  const changed = manifests.filter(({ name }) =>
    dependencyFiles[name]?.some((lock) => names.has(lock)),
  );
  const points = changed.length === 0 ? 0 : dependencyWeight;
  return makeFactor(
    'dependency',
    changed.map(({ path }) => path),
    points,
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

function makeFactor(
  kind: ComplexityFactor['kind'],
  found: readonly string[],
  points: number,
): ComplexityFactor {
  const examples = [...found].sort().slice(0, MOST_EXAMPLES);
  return { kind, points: roundPoints(points), amount: found.length, examples };
}

function roundPoints(points: number): number {
  return Math.round(points * 100) / 100;
}
