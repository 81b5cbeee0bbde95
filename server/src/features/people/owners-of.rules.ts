import { type CodeOwnersLine, findOwningLine } from '@bellwether/shared/people/code-owners.rules';
import type { PathOwners } from '@bellwether/shared/people/code-owners.schema';
import { compileCodeOwnersPattern } from '@bellwether/shared/people/code-owners-pattern';

/** What is known about who owns what in one repository. */
export type Ownership = {
  /** Patterns given to teams here. */
  teamPaths: readonly { pattern: string; teamName: string }[];
  /** Where the CODEOWNERS file lies. Null: there is none. */
  codeOwnersPath: string | null;
  lines: readonly CodeOwnersLine[];
  /** Teams that have the whole repository. */
  teamNames: readonly string[];
};

/**
 * Who owns a path: what was given to a team here goes first (the longest pattern that matches; several teams may have the
 * same), then the last line of CODEOWNERS that matches, then the teams of the repository.
 */
export function findOwners(ownership: Ownership, path: string): PathOwners {
  const clean = path.trim().replace(/^\/+/, '');
  return (
    byTeamPath(ownership, clean) ?? byCodeOwners(ownership, clean) ?? byRepository(ownership, clean)
  );
}

function byTeamPath({ teamPaths }: Ownership, path: string): PathOwners | null {
  const matching = teamPaths.filter(({ pattern }) => compileCodeOwnersPattern(pattern)(path));
  const longest = Math.max(0, ...matching.map(({ pattern }) => pattern.length));
  const winners = matching.filter(({ pattern }) => pattern.length === longest);
  const [first] = winners;
  if (first === undefined) {
    return null;
  }
  const owners = [...new Set(winners.map(({ teamName }) => teamName))].sort();
  const { pattern } = first;
  const words = `${joinWords(owners)} ${owners.length === 1 ? 'owns' : 'own'} it: the pattern ${pattern} was given to ${owners.length === 1 ? 'the team' : 'them'} here.`;
  return { path, source: 'team-path', owners, pattern, line: null, words };
}

function byCodeOwners({ codeOwnersPath, lines }: Ownership, path: string): PathOwners | null {
  const found = codeOwnersPath === null ? null : findOwningLine(lines, path);
  if (found === null) {
    return null;
  }
  const { owners, pattern, line } = found;
  const place = `line ${line} of ${codeOwnersPath}, ${pattern}, is the last that matches`;
  const words =
    owners.length === 0
      ? `Nobody owns it: ${place}, and it names no owner.`
      : `${joinWords(owners)} ${owners.length === 1 ? 'owns' : 'own'} it: ${place}.`;
  return { path, source: 'code-owners', owners: [...owners], pattern, line, words };
}

function byRepository({ codeOwnersPath, teamNames }: Ownership, path: string): PathOwners {
  const owners = [...teamNames].sort();
  const silent =
    codeOwnersPath === null
      ? 'The repository has no CODEOWNERS file'
      : `No line of ${codeOwnersPath} matches`;
  return owners.length === 0
    ? {
        ...{ path, source: 'none', owners, pattern: null, line: null },
        words: `${silent}, and no team has the repository.`,
      }
    : {
        ...{ path, source: 'repository', owners, pattern: null, line: null },
        words: `${silent}; the repository belongs to ${joinWords(owners)}.`,
      };
}

function joinWords(words: readonly string[]): string {
  return words.length < 2
    ? (words[0] ?? '')
    : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
