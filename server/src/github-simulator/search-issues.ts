import { parseInstant } from './parse-instant.ts';
import type { RepositoryIndex } from './repository-index.ts';
import type { WorldIssue, WorldPull } from './world.types.ts';

export type SearchHit =
  | { kind: 'pull'; repo: RepositoryIndex; row: WorldPull }
  | { kind: 'issue'; repo: RepositoryIndex; row: WorldIssue };

type Qualifier = { name: string; value: string };

/**
 * What an issue search finds among the given repositories: `repo:`, `is:`, `type:`, `state:`, `label:`, `author:`, `draft:` and the
 * dates `created:`, `updated:`, `closed:`, `merged:` with `>=`, `>`, `<=`, `<` or `a..b`. Other words are not looked at.
 */
export function searchIssues(repositories: readonly RepositoryIndex[], query: string): SearchHit[] {
  const qualifiers = parseQualifiers(query);
  const wantedRepositories = qualifiers
    .filter((qualifier) => qualifier.name === 'repo')
    .map((qualifier) => qualifier.value.toLowerCase());
  const others = qualifiers.filter((qualifier) => qualifier.name !== 'repo');
  return repositories
    .filter((repo) => {
      const name = repo.repository.full_name.toLowerCase();
      return wantedRepositories.length === 0 || wantedRepositories.includes(name);
    })
    .flatMap(hitsOf)
    .filter((hit) => others.every((qualifier) => matches(hit, qualifier)))
    .sort((a, b) => b.row.created_at.localeCompare(a.row.created_at));
}

function parseQualifiers(query: string): Qualifier[] {
  return [...query.matchAll(/(\w+):(?:"([^"]*)"|(\S+))/g)].map((match) => ({
    name: (match[1] ?? '').toLowerCase(),
    value: match[2] ?? match[3] ?? '',
  }));
}

function hitsOf(repo: RepositoryIndex): SearchHit[] {
  return [
    ...repo.repository.pulls.map((row) => ({ kind: 'pull' as const, repo, row })),
    ...repo.repository.issues.map((row) => ({ kind: 'issue' as const, repo, row })),
  ];
}

function matches(hit: SearchHit, { name, value }: Qualifier): boolean {
  switch (name) {
    case 'is':
    case 'type':
    case 'state':
      return matchesWord(hit, value.toLowerCase());
    case 'label':
      return hit.row.labels.some((label) => label.name.toLowerCase() === value.toLowerCase());
    case 'author':
      return hit.row.user?.login.toLowerCase() === value.toLowerCase();
    case 'draft':
      return hit.kind === 'pull' && (hit.row.draft ?? false) === (value === 'true');
    case 'created':
    case 'updated':
    case 'closed':
    case 'merged':
      return matchesDate(instantOf(hit, name), value);
    default:
      return true;
  }
}

function matchesWord(hit: SearchHit, word: string): boolean {
  switch (word) {
    case 'pr':
    case 'pull-request':
      return hit.kind === 'pull';
    case 'issue':
      return hit.kind === 'issue';
    case 'open':
    case 'closed':
      return hit.row.state === word;
    case 'merged':
      return hit.kind === 'pull' && hit.row.merged_at !== null;
    case 'unmerged':
      return hit.kind === 'pull' && hit.row.merged_at === null;
    default:
      return true;
  }
}

function instantOf(hit: SearchHit, name: 'created' | 'updated' | 'closed' | 'merged') {
  if (name === 'merged') {
    return hit.kind === 'pull' ? hit.row.merged_at : null;
  }
  return hit.row[`${name}_at`];
}

function matchesDate(at: string | null, condition: string): boolean {
  if (at === null) {
    return false;
  }
  const [from = '', to] = condition.split('..');
  if (to !== undefined) {
    return (from === '*' || at >= startOf(from)) && (to === '*' || at <= endOf(to));
  }
  const match = condition.match(/^(>=|<=|>|<)?(.*)$/);
  const date = match?.[2] ?? '';
  switch (match?.[1]) {
    case '>=':
      return at >= startOf(date);
    case '>':
      return at > endOf(date);
    case '<=':
      return at <= endOf(date);
    case '<':
      return at < startOf(date);
    default:
      return at >= startOf(date) && at <= endOf(date);
  }
}

function startOf(date: string): string {
  return parseInstant(date) ?? date;
}

/** A day without a time means all of it. */
function endOf(date: string): string {
  return date.length === 10 ? `${date}T23:59:59Z` : startOf(date);
}
