import type {
  AvailableRepository,
  ConnectionSummary,
  HistoryMonths,
  TokenAbility,
} from '@bellwether/shared/connections/connections.schema';
import { repositoryNamePattern } from '@bellwether/shared/connections/repository-name';
import { formatAgo, formatDate, formatDay } from '../../format/date.ts';
import { formatCountOf } from '../../format/number.ts';
import { formatSecretStatus, type SecretStatus } from '../../format/secret.ts';

export const abilityWords: Record<TokenAbility['ability'], string> = {
  metadata: 'Repositories',
  'pull-requests': 'Pull requests and reviews',
  issues: 'Issues',
  deployments: 'Deployments',
  contents: 'Commits',
  'workflow-runs': 'Workflow runs',
  teams: 'Teams',
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
  const hasOwn = connections.some(
    (c) => c.kind === 'app' || (c.kind === 'token' && c.repositories.length > 0),
  );
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

/** Which App it is, when it was checked and how long GitHub lets it in. */
export function describeConnection(connection: ConnectionSummary, now: string): string {
  if (connection.kind === 'sample') {
    return 'Made up from end to end, read the same way as real repositories.';
  }
  const expires = connection.rights?.expiresAt ?? null;
  const parts = [
    connection.appId === null ? null : `App ${connection.appId}`,
    connection.checkedAt === null ? null : `checked ${formatAgo(connection.checkedAt, now)}`,
    expires === null ? null : `expires ${formatDate(expires, { now })}`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** What may be told of its token or key; null: it has none. */
export function secretStatusOf(connection: ConnectionSummary): SecretStatus | null {
  const { kind, secretHint, secretSetAt, secretSetBy } = connection;
  return kind === 'sample'
    ? null
    : { setAt: secretSetAt, setBy: secretSetBy, hint: secretHint, isKey: kind === 'app' };
}

export function titleOf({ kind, login }: Pick<ConnectionSummary, 'kind' | 'login'>): string {
  if (kind === 'sample') {
    return 'Sample team';
  }
  const name = login ?? 'unknown';
  return kind === 'app' ? `GitHub App at ${name}` : `GitHub as ${name}`;
}

/** Why nothing is read through an App; null: it is not suspended. */
export function describeSuspension(
  connection: Pick<ConnectionSummary, 'suspendedAt' | 'login'>,
): string | null {
  const { suspendedAt, login } = connection;
  return suspendedAt === null
    ? null
    : `GitHub says that the App’s installation at ${login ?? 'its account'} is suspended or gone since ${formatDate(suspendedAt)}. Nothing is read until it is back; what was read is kept.`;
}

type ConnectedRepository = ConnectionSummary['repositories'][number];

/** What sets a repository apart, in words. */
export function marksOf(repository: ConnectedRepository): string[] {
  return [
    repository.isPrivate ? 'private' : null,
    repository.isArchived ? 'archived' : null,
    repository.isEmpty ? 'empty' : null,
    repository.inaccessibleSince === null
      ? null
      : `not shown by GitHub since ${formatDate(repository.inaccessibleSince)}: its history stays`,
  ].filter((mark) => mark !== null);
}

export function describeReach({ historyFrom }: ConnectedRepository): string {
  return historyFrom === null
    ? 'all of its history'
    : `since ${formatDay(historyFrom.slice(0, 10))}`;
}

export function whyNone({ kind }: Pick<ConnectionSummary, 'kind'>): string {
  return kind === 'app'
    ? 'Its repositories are being looked up. If none come, grant it some on GitHub.'
    : 'No repository is read through it yet.';
}

/** `secret set on Sun 3 May by Ada Admin, ends in …9f2` */
export function describeWebhook(
  connection: Pick<
    ConnectionSummary,
    'webhookSecretHint' | 'webhookSecretSetAt' | 'webhookSecretSetBy'
  >,
  now: string,
): string {
  const { webhookSecretHint: hint, webhookSecretSetAt, webhookSecretSetBy } = connection;
  if (hint === null) {
    return 'no secret of its own';
  }
  const words = formatSecretStatus(
    { setAt: webhookSecretSetAt, setBy: webhookSecretSetBy, hint },
    now,
  );
  return `secret ${words.charAt(0).toLowerCase()}${words.slice(1)}`;
}

/** What to say at a form's field; undefined: nothing is wrong there. */
export function messageAt(
  error: { field: string | null; message: string; remedy: string | null } | null,
  field: string,
): string | undefined {
  return error?.field === field ? `${error.message} ${error.remedy ?? ''}`.trim() : undefined;
}
