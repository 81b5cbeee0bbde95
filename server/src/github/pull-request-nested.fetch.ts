import { z } from 'zod';
import { actorFragment } from './actor.schema.ts';
import type { Connection } from './connection.schema.ts';
import { isTooHeavy } from './github-errors.ts';
import type { Github } from './open-github.ts';
import { nestedNames, selectNested } from './pull-request.graphql.ts';
import {
  type NestedName,
  nestedConnectionSchemas,
  type PullRequestPayload,
} from './pull-request.schema.ts';

type OpenList = { pullRequest: PullRequestPayload; name: NestedName; cursor: string };

const LISTS_PER_QUERY = 20;

/**
 * Reads every list inside the pull requests to its end, in place: the further pages of many lists go into one query.
 * Throws when one cannot be read: then none of these pull requests is complete.
 */
export async function completeNestedLists(
  github: Github,
  pullRequests: readonly PullRequestPayload[],
): Promise<void> {
  let size = LISTS_PER_QUERY;
  for (
    let open = findOpenLists(pullRequests);
    open.length > 0;
    open = findOpenLists(pullRequests)
  ) {
    const batch = open.slice(0, size);
    try {
      await readFurther(github, batch);
    } catch (error) {
      if (batch.length === 1 || !isTooHeavy(error)) {
        throw error;
      }
      size = Math.ceil(batch.length / 2);
    }
  }
}

function findOpenLists(pullRequests: readonly PullRequestPayload[]): OpenList[] {
  return pullRequests.flatMap((pullRequest) =>
    nestedNames.flatMap((name) => {
      const { hasNextPage, endCursor } = pullRequest[name].pageInfo;
      return hasNextPage && endCursor !== null ? [{ pullRequest, name, cursor: endCursor }] : [];
    }),
  );
}

async function readFurther(github: Github, batch: readonly OpenList[]): Promise<void> {
  const declarations = batch.map((_, index) => `$id${index}: ID!, $after${index}: String!`);
  const selections = batch.map(
    ({ name }, index) =>
      `list${index}: node(id: $id${index}) { ... on PullRequest { ${selectNested(name, `after${index}`)} } }`,
  );
  const variables: Record<string, string> = {};
  const shape: Record<string, z.ZodType> = {};
  for (const [index, { pullRequest, name, cursor }] of batch.entries()) {
    variables[`id${index}`] = pullRequest.id;
    variables[`after${index}`] = cursor;
    shape[`list${index}`] = z.object({ [name]: nestedConnectionSchemas[name] });
  }
  const usesActors = batch.some(({ name }) => name !== 'labels' && name !== 'files');
  const query = `query nestedLists(${declarations.join(', ')}) {
    rateLimit { cost remaining resetAt }
    ${selections.join('\n')}
  }
  ${usesActors ? actorFragment : ''}`;
  const answer = await github.graphql(query, variables, z.object(shape));
  for (const [index, { pullRequest, name }] of batch.entries()) {
    const part = answer[`list${index}`] as Record<string, Connection<unknown>>;
    const page = part[name];
    if (page !== undefined) {
      append(pullRequest[name] as Connection<unknown>, page);
    }
  }
}

function append(list: Connection<unknown>, page: Connection<unknown>): void {
  list.nodes.push(...page.nodes);
  // A page that leads nowhere ends the list: asking on would never end.
  const moved = page.pageInfo.endCursor !== list.pageInfo.endCursor;
  list.pageInfo = moved ? page.pageInfo : { hasNextPage: false, endCursor: null };
}
