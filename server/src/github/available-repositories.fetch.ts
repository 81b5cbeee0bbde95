import { z } from 'zod';
import type { Github } from './open-github.ts';

export const listedRepositorySchema = z.object({
  full_name: z.string(),
  private: z.boolean(),
  archived: z.boolean().default(false),
  fork: z.boolean().default(false),
  /** Kilobytes; 0 is an empty repository. */
  size: z.number().default(1),
  pushed_at: z.string().nullish(),
});
export type ListedRepository = z.infer<typeof listedRepositorySchema>;

const PER_PAGE = 100;
const MAX_PAGES = 5;

/** Repositories that the token's account belongs to, last pushed first: 500 at most. */
export async function fetchAvailableRepositories(
  github: Github,
): Promise<{ repositories: ListedRepository[]; truncated: boolean }> {
  const repositories: ListedRepository[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { data, link } = await github.rest(
      '/user/repos',
      { per_page: PER_PAGE, page, sort: 'pushed' },
      z.array(listedRepositorySchema),
    );
    repositories.push(...data);
    if (link === null || !/rel="next"/.test(link)) {
      return { repositories, truncated: false };
    }
  }
  return { repositories, truncated: true };
}
