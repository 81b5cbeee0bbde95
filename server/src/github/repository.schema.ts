import { z } from 'zod';
import { instantSchema } from './connection.schema.ts';

export type RepositoryName = { owner: string; name: string };

export const repositoryFactsSchema = z.object({
  id: z.string(),
  nameWithOwner: z.string(),
  url: z.string(),
  isPrivate: z.boolean(),
  isArchived: z.boolean(),
  isFork: z.boolean(),
  isEmpty: z.boolean(),
  createdAt: instantSchema,
  pushedAt: instantSchema.nullable(),
  defaultBranchRef: z.object({ name: z.string() }).nullable(),
});
export type RepositoryPayload = z.infer<typeof repositoryFactsSchema>;

/** Fields that every query about a repository itself asks for. */
export const repositoryFields = `id nameWithOwner url isPrivate isArchived isFork isEmpty createdAt pushedAt
  defaultBranchRef { name }`;

export type GithubRepository = {
  id: string;
  owner: string;
  name: string;
  url: string;
  /** Null while the repository is empty. */
  defaultBranch: string | null;
  isPrivate: boolean;
  isArchived: boolean;
  isFork: boolean;
  isEmpty: boolean;
  createdAt: Date;
  pushedAt: Date | null;
};
