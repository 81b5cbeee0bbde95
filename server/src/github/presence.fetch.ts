import { AppError } from '@bellwether/shared/errors/app-error';
import { z } from 'zod';
import type { Github } from './open-github.ts';

const presentSchema = z.object({ node: z.looseObject({}).nullable() });

/**
 * Whether the repository has an issue of this number.
 * @throws AppError when its issues cannot be read: then nothing is known
 */
export async function hasIssue(
  github: Github,
  repositoryId: string,
  number: number,
): Promise<boolean> {
  const isThere = await answers(
    github,
    `query issuePresent($id: ID!, $number: Int!) {
      rateLimit { cost remaining resetAt }
      node(id: $id) { ... on Repository { issue(number: $number) { id } } }
    }`,
    { id: repositoryId, number },
  );
  if (!isThere) {
    await requireReadable(github, repositoryId, 'issues');
  }
  return isThere;
}

/**
 * Whether there is such a deployment.
 * @throws AppError when the repository's deployments cannot be read: then nothing is known
 */
export async function hasDeployment(
  github: Github,
  repositoryId: string,
  id: string,
): Promise<boolean> {
  const isThere = await answers(
    github,
    `query deploymentPresent($id: ID!) {
      rateLimit { cost remaining resetAt }
      node(id: $id) { ... on Deployment { id } }
    }`,
    { id },
  );
  if (!isThere) {
    await requireReadable(github, repositoryId, 'deployments');
  }
  return isThere;
}

async function answers(
  github: Github,
  query: string,
  variables: Record<string, unknown>,
): Promise<boolean> {
  try {
    return (await github.graphql(query, variables, presentSchema)).node !== null;
  } catch (error) {
    if (error instanceof AppError && error.code === 'upstream_not_found') {
      return false;
    }
    throw error;
  }
}

/**
 * GitHub says "not found" of what is hidden, too: what can be listed is not hidden.
 * @throws AppError when the list cannot be read
 */
export async function requireReadable(
  github: Github,
  repositoryId: string,
  list: 'issues' | 'deployments' | 'pullRequests',
): Promise<void> {
  const schema = z.object({ node: z.object({ [list]: z.object({ totalCount: z.number() }) }) });
  await github.graphql(
    `query readable($id: ID!) {
      rateLimit { cost remaining resetAt }
      node(id: $id) { ... on Repository { ${list}(first: 1) { totalCount } } }
    }`,
    { id: repositoryId },
    schema,
  );
}
