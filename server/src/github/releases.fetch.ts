import { z } from 'zod';
import { actorFragment, actorSchema } from './actor.schema.ts';
import { connectionSchema, instantSchema } from './connection.schema.ts';
import type { Github } from './open-github.ts';
import type { RepositoryName } from './repository.schema.ts';

export const releaseSchema = z.object({
  id: z.string(),
  databaseId: z.number().nullish(),
  tagName: z.string(),
  isDraft: z.boolean(),
  isPrerelease: z.boolean(),
  createdAt: instantSchema,
  publishedAt: instantSchema.nullish(),
  updatedAt: instantSchema,
  url: z.string(),
  author: actorSchema,
  /** Null: the tag is gone. */
  tagCommit: z.object({ oid: z.string() }).nullish(),
});
export type ReleasePayload = z.infer<typeof releaseSchema>;

const answerSchema = z.object({
  repository: z.object({ releases: connectionSchema(releaseSchema) }),
});

export type ReleasesPage = { items: ReleasePayload[]; nextCursor: string | null };

/** A page of releases, drafts that the token may see among them, latest first. */
export async function fetchReleasesPage(
  github: Github,
  repository: RepositoryName,
  first: number,
  after: string | null,
): Promise<ReleasesPage> {
  const answer = await github.graphql(
    `query releases($owner: String!, $name: String!, $first: Int!, $after: String) {
      rateLimit { cost remaining resetAt }
      repository(owner: $owner, name: $name) {
        releases(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
          totalCount pageInfo { hasNextPage endCursor }
          nodes {
            id databaseId tagName isDraft isPrerelease createdAt publishedAt updatedAt url
            author { ...actorParts }
            tagCommit { oid }
          }
        }
      }
    }
    ${actorFragment}`,
    { owner: repository.owner, name: repository.name, first, after },
    answerSchema,
    { retries: first > 1 ? 2 : 3 },
  );
  const { pageInfo, nodes } = answer.repository.releases;
  return { items: nodes, nextCursor: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}
