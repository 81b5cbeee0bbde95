import { z } from 'zod';
import { actorFragment, actorSchema } from './actor.schema.ts';
import { connectionSchema, instantSchema } from './connection.schema.ts';
import type { Github } from './open-github.ts';
import type { RepositoryName } from './repository.schema.ts';

const statusSchema = z.object({ id: z.string(), state: z.string(), createdAt: instantSchema });
const statusesSchema = connectionSchema(statusSchema);

export const deploymentSchema = z.object({
  id: z.string(),
  databaseId: z.number().nullish(),
  environment: z.string().nullish(),
  commitOid: z.string(),
  ref: z.object({ name: z.string() }).nullish(),
  task: z.string().nullish(),
  creator: actorSchema,
  createdAt: instantSchema,
  updatedAt: instantSchema,
  statuses: statusesSchema.nullish(),
});
export type DeploymentPayload = z.infer<typeof deploymentSchema>;

const STATUSES = 'totalCount pageInfo { hasNextPage endCursor } nodes { id state createdAt }';

const answerSchema = z.object({
  repository: z.object({ deployments: connectionSchema(deploymentSchema) }),
});

export type DeploymentsPage = {
  items: DeploymentPayload[];
  totalCount: number;
  nextCursor: string | null;
};

/** A page of deployments, latest first, each with its whole history of statuses. */
export async function fetchDeploymentsPage(
  github: Github,
  repository: RepositoryName,
  first: number,
  after: string | null,
): Promise<DeploymentsPage> {
  const answer = await github.graphql(
    `query deployments($owner: String!, $name: String!, $first: Int!, $after: String) {
      rateLimit { cost remaining resetAt }
      repository(owner: $owner, name: $name) {
        deployments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
          totalCount pageInfo { hasNextPage endCursor }
          nodes {
            id databaseId environment commitOid task createdAt updatedAt
            ref { name }
            creator { ...actorParts }
            statuses(first: 20) { ${STATUSES} }
          }
        }
      }
    }
    ${actorFragment}`,
    { owner: repository.owner, name: repository.name, first, after },
    answerSchema,
    { retries: first > 1 ? 2 : 3 },
  );
  const { totalCount, pageInfo, nodes } = answer.repository.deployments;
  for (const deployment of nodes) {
    await completeStatuses(github, deployment);
  }
  return {
    items: nodes,
    totalCount,
    nextCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}

const furtherSchema = z.object({ node: z.object({ statuses: statusesSchema }) });

async function completeStatuses(github: Github, deployment: DeploymentPayload): Promise<void> {
  const list = deployment.statuses;
  while (list?.pageInfo.hasNextPage === true) {
    const answer = await github.graphql(
      `query statuses($id: ID!, $after: String) {
        rateLimit { cost remaining resetAt }
        node(id: $id) { ... on Deployment { statuses(first: 100, after: $after) { ${STATUSES} } } }
      }`,
      { id: deployment.id, after: list.pageInfo.endCursor },
      furtherSchema,
    );
    const page = answer.node.statuses;
    list.nodes.push(...page.nodes);
    const moved = page.pageInfo.endCursor !== list.pageInfo.endCursor;
    list.pageInfo = moved ? page.pageInfo : { hasNextPage: false, endCursor: null };
  }
}
