import { AppError } from '@bellwether/shared/errors/app-error';
import { z } from 'zod';
import type { Github } from './open-github.ts';
import type { RepositoryName } from './repository.schema.ts';

const commitSchema = z.object({
  sha: z.string(),
  parents: z.array(z.object({ sha: z.string() })),
});
export type ComparedCommit = z.infer<typeof commitSchema>;

const comparisonSchema = z.object({
  base_commit: commitSchema.nullish(),
  total_commits: z.number(),
  commits: z.array(commitSchema),
});

export type Comparison = {
  /** The commit compared from. */
  base: ComparedCommit | null;
  /** Commits that the newer one has and the older has not. */
  commits: ComparedCommit[];
};

const PER_PAGE = 100;

/**
 * What `head` has that `base` has not, read to its end. Null: GitHub does not know one of the two, so nothing follows.
 * @throws AppError `upstream_invalid_answer` when fewer commits arrive than GitHub counts.
 */
export async function fetchComparison(
  github: Github,
  repository: RepositoryName,
  base: string,
  head: string,
): Promise<Comparison | null> {
  const commits = new Map<string, ComparedCommit>();
  let baseCommit: ComparedCommit | null = null;
  for (let page = 1; ; page += 1) {
    const answer = await fetchPage(github, repository, base, head, page);
    if (answer === null) {
      return null;
    }
    baseCommit ??= answer.base_commit ?? null;
    for (const commit of answer.commits) {
      commits.set(commit.sha, commit);
    }
    if (commits.size >= answer.total_commits) {
      return { base: baseCommit, commits: [...commits.values()] };
    }
    if (answer.commits.length === 0) {
      throw new AppError(
        'upstream_invalid_answer',
        `GitHub counted ${answer.total_commits} commits between two deployments and listed ${commits.size}.`,
        { remedy: 'The comparison is asked for again at the next pass.' },
      );
    }
  }
}

async function fetchPage(
  github: Github,
  repository: RepositoryName,
  base: string,
  head: string,
  page: number,
): Promise<z.infer<typeof comparisonSchema> | null> {
  const path = [repository.owner, repository.name].map(encodeURIComponent).join('/');
  const basehead = `${encodeURIComponent(base)}...${encodeURIComponent(head)}`;
  try {
    const answer = await github.rest(
      `/repos/${path}/compare/${basehead}`,
      { per_page: PER_PAGE, page },
      comparisonSchema,
    );
    return answer.data;
  } catch (error) {
    if (error instanceof AppError && error.code === 'upstream_not_found') {
      return null;
    }
    throw error;
  }
}
