import { AppError } from '@bellwether/shared/errors/app-error';
import { z } from 'zod';
import type { Github } from './open-github.ts';
import { mapRepository } from './repository.map.ts';
import {
  type GithubRepository,
  type RepositoryName,
  repositoryFactsSchema,
  repositoryFields,
} from './repository.schema.ts';

const countSchema = z.object({ totalCount: z.number() });

const overviewSchema = z.object({
  node: repositoryFactsSchema
    .extend({
      attributes: z.object({ text: z.string().nullish() }).nullish(),
      pullRequests: countSchema,
      issues: countSchema,
      deployments: countSchema,
    })
    .nullable(),
});

export type RepositoryOverview = {
  repository: GithubRepository;
  /** Text of the default branch's `.gitattributes`; null: there is none. */
  gitattributes: string | null;
  totals: { pullRequests: number; issues: number; deployments: number };
};

/**
 * What a repository says about itself, by node id, so that a rename is followed.
 * @throws AppError `upstream_not_found` when it is gone or hidden from the token.
 */
export async function fetchRepositoryOverview(
  github: Github,
  repositoryId: string,
): Promise<RepositoryOverview> {
  const answer = await github.graphql(
    `query repositoryOverview($id: ID!) {
      rateLimit { cost remaining resetAt }
      node(id: $id) {
        ... on Repository {
          ${repositoryFields}
          attributes: object(expression: "HEAD:.gitattributes") { ... on Blob { text } }
          pullRequests { totalCount }
          issues { totalCount }
          deployments { totalCount }
        }
      }
    }`,
    { id: repositoryId },
    overviewSchema,
  );
  if (answer.node === null) {
    throw new AppError('upstream_not_found', 'The repository is gone, or hidden from the token.');
  }
  const { attributes, pullRequests, issues, deployments, ...facts } = answer.node;
  return {
    repository: mapRepository(facts),
    gitattributes: attributes?.text ?? null,
    totals: {
      pullRequests: pullRequests.totalCount,
      issues: issues.totalCount,
      deployments: deployments.totalCount,
    },
  };
}

/** Null: it does not exist, or the token may not see it (GitHub does not tell which). */
export async function findRepository(
  github: Github,
  { owner, name }: RepositoryName,
): Promise<GithubRepository | null> {
  try {
    const answer = await github.graphql(
      `query findRepository($owner: String!, $name: String!) {
        rateLimit { cost remaining resetAt }
        repository(owner: $owner, name: $name) { ${repositoryFields} }
      }`,
      { owner, name },
      z.object({ repository: repositoryFactsSchema.nullable() }),
    );
    return answer.repository === null ? null : mapRepository(answer.repository);
  } catch (error) {
    if (error instanceof AppError && error.code === 'upstream_not_found') {
      return null;
    }
    throw error;
  }
}

const searchSchema = z.object({ search: z.object({ issueCount: z.number() }) });

/** How many pull requests or issues were updated since an instant, by GitHub's search. */
export async function fetchCountSince(
  github: Github,
  repository: RepositoryName,
  kind: 'pr' | 'issue',
  since: Date,
): Promise<number> {
  const day = since.toISOString().replace('.000Z', 'Z');
  const answer = await github.graphql(
    `query countSince($query: String!) {
      rateLimit { cost remaining resetAt }
      search(type: ISSUE, query: $query, first: 1) { issueCount }
    }`,
    { query: `repo:${repository.owner}/${repository.name} is:${kind} updated:>=${day}` },
    searchSchema,
  );
  return answer.search.issueCount;
}
