import type {
  AvailableRepositories,
  AvailableRepository,
} from '@bellwether/shared/connections/connections.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { FoundRepository, GithubAccess, GithubCredentials } from '../app-context.ts';
import type { Log } from '../log.ts';
import {
  fetchAvailableRepositories,
  type ListedRepository,
} from './available-repositories.fetch.ts';
import { fetchInstallationRepositories } from './installation-repositories.fetch.ts';
import { fetchInstallations } from './installations.fetch.ts';
import { type Github, type OpenGithubOptions, openGithub } from './open-github.ts';
import { withProbes } from './probed-rights.map.ts';
import { findRepository } from './repository.fetch.ts';
import { requestReviewers } from './request-reviewers.fetch.ts';
import { probeRights } from './rights-probe.fetch.ts';
import { fetchTokenFacts } from './token.fetch.ts';
import { describeTokenRights } from './token-rights.map.ts';

/** Someone waits for these answers: they are tried again once and soon, and no limit is waited for. */
const QUICK = {
  priority: 'interactive',
  ...{ timeoutMs: 15_000, retries: 1, retryBaseMs: 300, rateLimitPatienceSeconds: 2 },
} as const;

export type GithubAccessOptions = { log: Log } & Partial<
  Pick<
    OpenGithubOptions,
    | 'gates'
    | 'clock'
    | 'timeoutMs'
    | 'retries'
    | 'retryBaseMs'
    | 'rateLimitPatienceSeconds'
    | 'onPoints'
    | 'fetch'
  >
>;

/** What the features ask of GitHub while a person waits. */
export function createGithubAccess(options: GithubAccessOptions): GithubAccess {
  const open = (credentials: GithubCredentials) =>
    openGithub({ ...QUICK, ...options, ...credentials });
  return {
    async checkToken(credentials) {
      try {
        return describeTokenRights(
          await fetchTokenFacts(
            open(credentials),
            credentials.kind === 'token' ? credentials.token : '',
          ),
        );
      } catch (error) {
        throw atField(error, tokenFields);
      }
    },
    async listInstallations(credentials) {
      try {
        return await fetchInstallations(open(credentials));
      } catch (error) {
        throw atField(error, appFields);
      }
    },
    async probeRights(credentials, rights, repository) {
      return withProbes(rights, await probeRights(open(credentials), repository));
    },
    listRepositories: (credentials, search) =>
      listRepositories(open(credentials), credentials.kind, search),
    findRepository: (credentials, owner, name) =>
      findRepository(open(credentials), { owner, name }),
    requestReviewers: (credentials, { owner, name, number }, logins) =>
      requestReviewers(open(credentials), { owner, name }, number, logins),
  };
}

type Fields = Partial<Record<AppError['code'], string>>;

const addressFields: Fields = {
  upstream_not_found: 'apiUrl',
  upstream_invalid_answer: 'apiUrl',
};
const tokenFields: Fields = {
  ...addressFields,
  ...{ upstream_unauthenticated: 'token', upstream_forbidden: 'token' },
};
const appFields: Fields = {
  ...addressFields,
  ...{ upstream_unauthenticated: 'privateKey', upstream_forbidden: 'privateKey' },
};

/** A refused credential is its field's fault; an address where no GitHub answers is the address field's. */
function atField(error: unknown, fields: Fields): unknown {
  if (!(error instanceof AppError)) {
    return error;
  }
  const field = fields[error.code];
  if (field === undefined) {
    return error;
  }
  const { code, message, remedy, cause } = error;
  return new AppError(code, message, { field, cause, ...(remedy === null ? {} : { remedy }) });
}

async function listRepositories(
  github: Github,
  kind: GithubCredentials['kind'],
  search: string,
): Promise<AvailableRepositories> {
  const words = search.trim().toLowerCase();
  const { repositories, truncated } = await (kind === 'app'
    ? listGranted(github)
    : listOwn(github));
  const listed = repositories.filter(({ repository }) => repository.toLowerCase().includes(words));
  const named = await findNamed(github, words, listed);
  return { repositories: named === null ? listed : [named, ...listed], truncated };
}

async function listOwn(github: Github): Promise<AvailableRepositories> {
  const { repositories, truncated } = await fetchAvailableRepositories(github);
  return { repositories: repositories.map(fromListed), truncated };
}

/** What an installation of an App was granted. */
async function listGranted(github: Github): Promise<AvailableRepositories> {
  const repositories = await fetchInstallationRepositories(github);
  return { repositories: repositories.map(fromFound), truncated: false };
}

/** A repository typed as `owner/name` that the account does not belong to, if the token can read it. */
async function findNamed(
  github: Github,
  words: string,
  listed: readonly AvailableRepository[],
): Promise<AvailableRepository | null> {
  const [owner, name, ...rest] = words.split('/');
  const isName =
    owner !== undefined && owner !== '' && name !== undefined && name !== '' && rest.length === 0;
  if (!isName || listed.some(({ repository }) => repository.toLowerCase() === words)) {
    return null;
  }
  const found = await findRepository(github, { owner, name });
  return found === null ? null : fromFound(found);
}

function fromListed(listed: ListedRepository): AvailableRepository {
  return {
    repository: listed.full_name,
    isPrivate: listed.private,
    isArchived: listed.archived,
    isFork: listed.fork,
    isEmpty: listed.size === 0,
    pushedAt: listed.pushed_at ?? null,
    isAdded: false,
  };
}

function fromFound(found: FoundRepository): AvailableRepository {
  const { owner, name, isPrivate, isArchived, isFork, isEmpty, pushedAt } = found;
  return {
    repository: `${owner}/${name}`,
    ...{ isPrivate, isArchived, isFork, isEmpty },
    pushedAt: pushedAt?.toISOString() ?? null,
    isAdded: false,
  };
}
