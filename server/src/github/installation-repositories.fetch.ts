import { z } from 'zod';
import type { FoundRepository } from '../app-context.ts';
import { instantSchema } from './connection.schema.ts';
import type { Github } from './open-github.ts';

const repositorySchema = z.object({
  node_id: z.string(),
  name: z.string(),
  owner: z.object({ login: z.string() }),
  html_url: z.string(),
  default_branch: z.string().nullish(),
  private: z.boolean(),
  archived: z.boolean().default(false),
  fork: z.boolean().default(false),
  /** Kilobytes; 0 is an empty repository. */
  size: z.number().default(1),
  created_at: instantSchema,
  pushed_at: instantSchema.nullish(),
});

const pageSchema = z.object({ total_count: z.number(), repositories: z.array(repositorySchema) });

const PER_PAGE = 100;

/** Every repository that an installation reaches. */
export async function fetchInstallationRepositories(github: Github): Promise<FoundRepository[]> {
  const found: FoundRepository[] = [];
  for (let page = 1; ; page += 1) {
    const { data, link } = await github.rest(
      '/installation/repositories',
      { per_page: PER_PAGE, page },
      pageSchema,
    );
    found.push(...data.repositories.map(mapRepository));
    if (link === null || !/rel="next"/.test(link)) {
      return found;
    }
  }
}

function mapRepository(payload: z.infer<typeof repositorySchema>): FoundRepository {
  const isEmpty = payload.size === 0;
  return {
    id: payload.node_id,
    owner: payload.owner.login,
    name: payload.name,
    url: payload.html_url,
    defaultBranch: isEmpty ? null : (payload.default_branch ?? null),
    isPrivate: payload.private,
    isArchived: payload.archived,
    isFork: payload.fork,
    isEmpty,
    createdAt: payload.created_at,
    pushedAt: payload.pushed_at ?? null,
  };
}
