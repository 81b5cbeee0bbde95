import { z } from 'zod';
import { restUserSchema } from './actor.schema.ts';
import { etagOf, markOf } from './changes.fetch.ts';
import { instantSchema } from './connection.schema.ts';
import type { Github } from './open-github.ts';
import type { RepositoryName } from './repository.schema.ts';

export const reviewCommentSchema = z.object({
  node_id: z.string(),
  pull_request_url: z.string(),
  pull_request_review_id: z.number().nullish(),
  in_reply_to_id: z.number().nullish(),
  user: restUserSchema,
  path: z.string().nullish(),
  commit_id: z.string().nullish(),
  created_at: instantSchema,
  updated_at: instantSchema,
});
export type ReviewCommentPayload = z.infer<typeof reviewCommentSchema>;

/** Where the next page begins: the last update seen, and how many full pages of that same instant were read. */
export type ReviewCommentsCursor = { since: Date | null; page: number };

export type ReviewCommentsPage = {
  comments: ReviewCommentPayload[];
  /** Null: this was the last page. */
  next: ReviewCommentsCursor | null;
  /** Stands for what GitHub shows here now. Null: it gave no mark. */
  mark: string | null;
};

const PER_PAGE = 100;

/**
 * A page of a repository's inline comments, earliest update first. The next page begins at the last update seen, that
 * instant included, so that a comment which moves while reading is not skipped; a page of one single instant is
 * followed by the next page of that instant. Null: GitHub shows what `mark` stands for; being told so costs nothing.
 */
export async function fetchReviewCommentsPage(
  github: Github,
  repository: RepositoryName,
  cursor: ReviewCommentsCursor,
  mark: string | null = null,
): Promise<ReviewCommentsPage | null> {
  const path = `${repositoryPath(repository)}/pulls/comments`;
  const since = cursor.since?.toISOString().replace('.000Z', 'Z') ?? null;
  const address = `${path}?since=${since}&page=${cursor.page}`;
  const parameters = { sort: 'updated', direction: 'asc', per_page: PER_PAGE, page: cursor.page };
  const answer = await github.restIfChanged(
    path,
    { ...parameters, ...(since === null ? {} : { since }) },
    z.array(reviewCommentSchema),
    etagOf(mark, address),
  );
  if (!answer.isChanged) {
    return null;
  }
  return {
    ...{ comments: answer.data, mark: markOf(address, answer.etag) },
    next: nextAfter(answer.data, cursor),
  };
}

function nextAfter(
  comments: readonly ReviewCommentPayload[],
  cursor: ReviewCommentsCursor,
): ReviewCommentsCursor | null {
  const last = comments.at(-1);
  if (last === undefined || comments.length < PER_PAGE) {
    return null;
  }
  const first = comments[0] ?? last;
  const isOneInstant = first.updated_at.getTime() === last.updated_at.getTime();
  return isOneInstant
    ? { since: last.updated_at, page: samePlace(cursor, last.updated_at) ? cursor.page + 1 : 2 }
    : { since: last.updated_at, page: 1 };
}

/** All inline comments of one pull request. */
export async function fetchReviewCommentsOf(
  github: Github,
  repository: RepositoryName,
  pullNumber: number,
): Promise<ReviewCommentPayload[]> {
  const comments: ReviewCommentPayload[] = [];
  for (let page = 1; ; page += 1) {
    const answer = await github.rest(
      `${repositoryPath(repository)}/pulls/${pullNumber}/comments`,
      { per_page: PER_PAGE, page },
      z.array(reviewCommentSchema),
    );
    comments.push(...answer.data);
    if (answer.data.length < PER_PAGE) {
      return comments;
    }
  }
}

function repositoryPath({ owner, name }: RepositoryName): string {
  return `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
}

function samePlace(cursor: ReviewCommentsCursor, instant: Date): boolean {
  return cursor.since?.getTime() === instant.getTime();
}
