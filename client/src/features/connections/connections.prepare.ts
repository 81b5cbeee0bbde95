import type {
  AvailableRepository,
  ConnectionSummary,
  HistoryMonths,
  TokenAbility,
} from '@bellwether/shared/connections/connections.schema';
import { repositoryNamePattern } from '@bellwether/shared/connections/repository-name';
import { formatAgo, formatDate } from '../../format/date.ts';
import { formatCountOf } from '../../format/number.ts';

export const abilityWords: Record<TokenAbility['ability'], string> = {
  metadata: 'Repositories',
  'pull-requests': 'Pull requests and reviews',
  issues: 'Issues',
  deployments: 'Deployments',
  contents: 'Commits',
  private: 'Private repositories',
};

export const grantWords: Record<TokenAbility['granted'], string> = {
  yes: 'may read',
  no: 'may not read',
  unknown: 'known once repositories are chosen',
};

export const historyChoices: readonly { value: string; label: string; months: HistoryMonths }[] = [
  { value: '3', label: '3 months', months: 3 },
  { value: '6', label: '6 months', months: 6 },
  { value: '12', label: '1 year', months: 12 },
  { value: '24', label: '2 years', months: 24 },
  { value: 'all', label: 'All', months: null },
];

export type Doors = {
  hasSample: boolean;
  /** Why the sample team cannot be started, in a sentence; null: it can, or it is there already. */
  whyNoSample: string | null;
};

/** What the first page may offer: made-up and real numbers never stand among each other. */
export function prepareDoors(
  connections: readonly Pick<ConnectionSummary, 'kind' | 'repositories'>[],
): Doors {
  const hasSample = connections.some((c) => c.kind === 'sample');
  const hasOwn = connections.some((c) => c.kind === 'token' && c.repositories.length > 0);
  return {
    hasSample,
    whyNoSample:
      hasOwn && !hasSample
        ? 'Your own repositories are being read, and made-up numbers would stand among theirs. Remove your connection first.'
        : null,
  };
}

export type RepositoryChoice = {
  repository: string;
  /** What sets it apart: `private`, `archived`, `fork`, `empty`. */
  marks: string[];
  hint: string;
  isAdded: boolean;
  /** Not listed by GitHub: the name was typed. */
  isTyped: boolean;
};

/** What can be chosen: what GitHub lists, and on top a whole `owner/name` that was typed and is not among it. */
export function prepareChoices(
  repositories: readonly AvailableRepository[],
  typed: string,
  now: number,
): RepositoryChoice[] {
  const name = typed.trim();
  const isListed = (repository: string) =>
    repositories.some((r) => r.repository.toLowerCase() === repository.toLowerCase());
  const own: RepositoryChoice[] =
    repositoryNamePattern.test(name) && !isListed(name)
      ? [{ repository: name, marks: [], hint: 'as typed', isAdded: false, isTyped: true }]
      : [];
  return [...own, ...repositories.map((repository) => describe(repository, now))];
}

function describe(repository: AvailableRepository, now: number): RepositoryChoice {
  const marks = [
    repository.isPrivate ? 'private' : null,
    repository.isArchived ? 'archived' : null,
    repository.isFork ? 'fork' : null,
    repository.isEmpty ? 'empty' : null,
  ].filter((mark) => mark !== null);
  return {
    repository: repository.repository,
    marks,
    hint: hintOf(repository, now),
    isAdded: repository.isAdded,
    isTyped: false,
  };
}

function hintOf(repository: AvailableRepository, now: number): string {
  if (repository.isAdded) {
    return 'already read';
  }
  return repository.pushedAt === null
    ? 'never pushed to'
    : `pushed ${formatAgo(repository.pushedAt, now)}`;
}

/** Says what will be gone before it is: `Removes 3 repositories and 1 240 pull requests from here. …` */
export function describeRemoval(preview: { repositories: number; pullRequests: number }): string {
  const repositories = formatCountOf(preview.repositories, 'repository', 'repositories');
  const pullRequests = formatCountOf(preview.pullRequests, 'pull request');
  return `Removes ${repositories} and ${pullRequests} with all their numbers from here. Nothing changes on GitHub.`;
}

/** Whose token it is and how it ends, never more of it. */
export function describeConnection(connection: ConnectionSummary, now: string): string {
  if (connection.kind === 'sample') {
    return 'Made up from end to end, read the same way as real repositories.';
  }
  const expires = connection.rights?.expiresAt ?? null;
  const parts = [
    connection.secretHint === null ? null : `Token ends in …${connection.secretHint}`,
    connection.checkedAt === null ? null : `checked ${formatAgo(connection.checkedAt, now)}`,
    expires === null ? null : `expires ${formatDate(expires, { now })}`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
