import { z } from 'zod';
import { actorFragment, actorSchema } from './actor.schema.ts';
import { connectionSchema, instantSchema } from './connection.schema.ts';
import type { Github } from './open-github.ts';
import type { RepositoryName } from './repository.schema.ts';

export const issueSchema = z.object({
  id: z.string(),
  number: z.number().int(),
  title: z.string(),
  url: z.string(),
  state: z.enum(['OPEN', 'CLOSED']),
  stateReason: z.string().nullish(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  author: actorSchema,
  labels: connectionSchema(z.object({ name: z.string(), color: z.string().nullish() })).nullish(),
});
export type IssuePayload = z.infer<typeof issueSchema>;

const answerSchema = z.object({ repository: z.object({ issues: connectionSchema(issueSchema) }) });

export type IssuesPage = { items: IssuePayload[]; totalCount: number; nextCursor: string | null };

/** A page of issues, latest update first. GitHub lets an issue carry 100 labels at most, so one list holds them. */
export async function fetchIssuesPage(
  github: Github,
  repository: RepositoryName,
  first: number,
  after: string | null,
): Promise<IssuesPage> {
  const answer = await github.graphql(
    `query issues($owner: String!, $name: String!, $first: Int!, $after: String) {
      rateLimit { cost remaining resetAt }
      repository(owner: $owner, name: $name) {
        issues(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
          totalCount pageInfo { hasNextPage endCursor }
          nodes {
            id number title url state stateReason createdAt updatedAt closedAt
            author { ...actorParts }
            labels(first: 100) {
              totalCount pageInfo { hasNextPage endCursor } nodes { name color }
            }
          }
        }
      }
    }
    ${actorFragment}`,
    { owner: repository.owner, name: repository.name, first, after },
    answerSchema,
    { retries: first > 1 ? 2 : 3 },
  );
  const { totalCount, pageInfo, nodes } = answer.repository.issues;
  return {
    items: nodes,
    totalCount,
    nextCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null,
  };
}
