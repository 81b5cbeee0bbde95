import type { CodeOwnersLine } from '../people/code-owners.rules.ts';
import { compileCodeOwnersPattern, type OwnedPathMatcher } from '../people/code-owners-pattern.ts';

/** What cuts a repository into areas. */
export type AreaSources = {
  repository: string;
  /** Patterns given to teams here. */
  teamPaths: readonly { pattern: string; teamName: string }[];
  /** Lines of the CODEOWNERS file, in file order; none: there is no such file. */
  lines: readonly Pick<CodeOwnersLine, 'line' | 'pattern' | 'problem'>[];
};

/** A part of a repository that the same people are to know. */
export type Area = {
  /** `acme/shop /src/api/`: unlike any other. */
  key: string;
  repository: string;
  /** The pattern, or the folder; `(top level)` for files in no folder. */
  name: string;
  source: 'team-path' | 'code-owners' | 'folder';
};

export const TOP_LEVEL = '(top level)';

/**
 * Gives the area of a path: the longest pattern given to a team that matches, else the last line of CODEOWNERS that does, else
 * the first folder of the path. Patterns are compiled once, and a path is looked at once.
 */
export function areaFinder({ repository, teamPaths, lines }: AreaSources): (path: string) => Area {
  const given = [...teamPaths]
    .sort((a, b) => b.pattern.length - a.pattern.length || compare(a.pattern, b.pattern))
    .map(({ pattern }) => compiled(pattern, 'team-path'));
  const owned = lines
    .filter(({ problem }) => problem === null)
    .map(({ pattern }) => compiled(pattern, 'code-owners'))
    .reverse();
  const known = new Map<string, Area>();
  return (path) => {
    const clean = path.replace(/^\/+/, '');
    const found = known.get(clean);
    if (found !== undefined) {
      return found;
    }
    const match = [...given, ...owned].find(({ matches }) => matches(clean));
    const area =
      match === undefined
        ? toArea(repository, folderOf(clean), 'folder')
        : toArea(repository, match.pattern, match.source);
    known.set(clean, area);
    return area;
  };
}

/** The areas of several paths, each once, by key. */
export function areasOf(find: (path: string) => Area, paths: readonly string[]): Area[] {
  const areas = new Map(paths.map((path) => [find(path).key, find(path)]));
  return [...areas.values()].sort((a, b) => compare(a.key, b.key));
}

type Compiled = { pattern: string; source: Area['source']; matches: OwnedPathMatcher };

function compiled(pattern: string, source: Area['source']): Compiled {
  return { pattern, source, matches: compileCodeOwnersPattern(pattern) };
}

function toArea(repository: string, name: string, source: Area['source']): Area {
  return { key: `${repository} ${name}`, repository, name, source };
}

function folderOf(path: string): string {
  const slash = path.indexOf('/');
  return slash === -1 ? TOP_LEVEL : `${path.slice(0, slash)}/`;
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
