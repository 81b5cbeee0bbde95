import { z } from 'zod';
import { actorSchema } from './actor.schema.ts';
import { connectionSchema, instantSchema } from './connection.schema.ts';

export const labelSchema = z.object({ name: z.string(), color: z.string().nullish() });

export const reviewSchema = z.object({
  id: z.string(),
  fullDatabaseId: z.coerce.number(),
  state: z.string(),
  submittedAt: instantSchema.nullable(),
  author: actorSchema,
  commit: z.object({ oid: z.string() }).nullish(),
});

export const pullRequestCommitSchema = z.object({
  commit: z.object({
    oid: z.string(),
    authoredDate: instantSchema,
    committedDate: instantSchema,
    author: z.object({ email: z.string().nullish(), user: actorSchema }).nullish(),
  }),
});

export const fileSchema = z.object({
  path: z.string(),
  additions: z.number(),
  deletions: z.number(),
  changeType: z.string(),
});

const seenCommitSchema = z.object({
  oid: z.string(),
  authoredDate: instantSchema,
  committedDate: instantSchema,
});

export const timelineItemSchema = z.object({
  __typename: z.string(),
  id: z.string(),
  createdAt: instantSchema,
  actor: actorSchema,
  author: actorSchema,
  beforeCommit: seenCommitSchema.nullish(),
  afterCommit: z.object({ oid: z.string() }).nullish(),
  requestedReviewer: z
    .object({ login: z.string().optional(), combinedSlug: z.string().optional() })
    .nullish(),
  review: z.object({ id: z.string() }).nullish(),
});

/** The lists inside a pull request that are read to their end. */
export const nestedConnectionSchemas = {
  labels: connectionSchema(labelSchema),
  reviews: connectionSchema(reviewSchema),
  commits: connectionSchema(pullRequestCommitSchema),
  files: connectionSchema(fileSchema),
  timelineItems: connectionSchema(timelineItemSchema),
} as const;
export type NestedName = keyof typeof nestedConnectionSchemas;

const emptyConnection = {
  totalCount: 0,
  pageInfo: { hasNextPage: false, endCursor: null },
  nodes: [],
};

export const pullRequestSchema = z.object({
  id: z.string(),
  number: z.number().int(),
  title: z.string(),
  url: z.string(),
  body: z.string().nullish(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  isDraft: z.boolean(),
  baseRefName: z.string(),
  headRefName: z.string(),
  headRefOid: z.string(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
  mergedAt: instantSchema.nullable(),
  closedAt: instantSchema.nullable(),
  additions: z.number(),
  deletions: z.number(),
  changedFiles: z.number(),
  author: actorSchema,
  mergedBy: actorSchema,
  mergeCommit: z.object({ oid: z.string() }).nullish(),
  labels: nestedConnectionSchemas.labels.nullish().transform((list) => list ?? emptyConnection),
  reviews: nestedConnectionSchemas.reviews.nullish().transform((list) => list ?? emptyConnection),
  commits: nestedConnectionSchemas.commits,
  // GitHub gives no list where it could not work out the changes.
  files: nestedConnectionSchemas.files.nullish().transform((list) => list ?? emptyConnection),
  timelineItems: nestedConnectionSchemas.timelineItems,
});
export type PullRequestPayload = z.infer<typeof pullRequestSchema>;

export const pullRequestsAnswerSchema = z.object({
  repository: z.object({ pullRequests: connectionSchema(pullRequestSchema) }),
});
