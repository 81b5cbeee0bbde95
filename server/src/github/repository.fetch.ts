import { AppError } from '@bellwether/shared/errors/app-error';
import { z } from 'zod';
import { mapCodeOwners } from './code-owners.map.ts';
import { codeOwnersFields, codeOwnersSchema, type GithubCodeOwners } from './code-owners.schema.ts';
import type { Github } from './open-github.ts';
import { mapRepository } from './repository.map.ts';
import {
  type GithubRepository,
  type RepositoryName,
  type RepositoryPayload,
  repositoryFactsSchema,
  repositoryFields,
} from './repository.schema.ts';

const attributesSchema = z.object({ text: z.string().nullish() }).nullish();
const factsAnswerSchema = z.object({ node: repositoryFactsSchema.nullable() });
const overviewSchema = z.object({
  node: repositoryFactsSchema
    .extend({ attributes: attributesSchema, ...codeOwnersSchema.shape })
    .nullable(),
});

export type RepositoryOverview = {
  repository: GithubRepository;
  /** The default branch's `.gitattributes`; its text is null when there is none. Null: the token may not read files. */
  gitattributes: { text: string | null } | null;
  /** Its CODEOWNERS file; null when there is none, or the token may not read files. */
  codeOwners: GithubCodeOwners | null;
};

/**
 * What a repository says about itself, by node id, so that a rename is followed.
 * @throws AppError `upstream_not_found` when it is gone or hidden from the token.
 */
export async function fetchRepositoryOverview(
  github: Github,
  repositoryId: string,
): Promise<RepositoryOverview> {
  try {
    const selection = `${repositoryFields}
      attributes: object(expression: "HEAD:.gitattributes") { ... on Blob { text } }
      ${codeOwnersFields}`;
    const { node } = await github.graphql(
      overviewQuery(selection),
      { id: repositoryId },
      overviewSchema,
    );
    const text = node?.attributes?.text ?? null;
    const codeOwners = node === null ? null : mapCodeOwners(node);
    return { repository: mapFound(node), gitattributes: { text }, codeOwners };
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'upstream_forbidden')) {
      throw error;
    }
    const { node } = await github.graphql(
      overviewQuery(repositoryFields),
      { id: repositoryId },
      factsAnswerSchema,
    );
    return { repository: mapFound(node), gitattributes: null, codeOwners: null };
  }
}

function overviewQuery(selection: string): string {
  return `query repositoryOverview($id: ID!) {
    rateLimit { cost remaining resetAt }
    node(id: $id) { ... on Repository { ${selection} } }
  }`;
}

function mapFound(node: RepositoryPayload | null): GithubRepository {
  if (node === null) {
    throw new AppError('upstream_not_found', 'The repository is gone, or hidden from the token.', {
      remedy: 'What was read is kept. Let the token read it again, or remove it here.',
    });
  }
  return mapRepository(node);
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
