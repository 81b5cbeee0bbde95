import type { AccountRow } from '@bellwether/shared/pull-requests/pull-request-history';
import { buildAccount } from '../factories/build-account.ts';
import { buildPullRequest } from '../factories/build-pull-request.ts';
import { buildRepository, buildSyncStream } from '../factories/build-repository.ts';
import type { Queryable } from '../factories/insert-row.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const COUNT = 60;
const people = ['lena', 'tomas', 'ines', 'olu', 'mira'];

/** Hours until the first review, and from there to the merge; they take turns. Null: it does not happen. */
const paces: readonly (readonly [number | null, number | null])[] = [
  [3, 5],
  [26, 20],
  [1, 2],
  [50, 70],
  [7, null],
  [null, 4],
  [12, 9],
];

/** One repository that five people work on, up to `now`. The same `now` makes the same story, ids aside. */
export async function tellSmallTeam(db: Queryable, now: Date): Promise<void> {
  const repository = await buildRepository(db, { owner: 'acme', name: 'harbour' });
  const accounts: AccountRow[] = [];
  for (const login of people) {
    accounts.push(await buildAccount(db, { login }));
  }
  for (let index = 0; index < COUNT; index += 1) {
    await tellOne(db, repository.id, accounts, index, now);
  }
  await buildSyncStream(db, {
    repositoryId: repository.id,
    stored: COUNT,
    total: COUNT,
    watermarkAt: now,
  });
}

async function tellOne(
  db: Queryable,
  repositoryId: string,
  accounts: readonly AccountRow[],
  index: number,
  now: Date,
): Promise<void> {
  const end = Math.floor(now.getTime() / 1000) * 1000;
  const openedAt = end - (COUNT - index) * (56 / COUNT) * DAY_MS;
  const [reviewHours = null, mergeHours = null] = paces[index % paces.length] ?? [];
  const reviewedAt = laterBy(openedAt, reviewHours, end);
  const mergedAt = laterBy(openedAt, addHours(reviewHours, mergeHours), end);
  const reviewer = accounts[(index + 1 + (index % 3)) % accounts.length];
  await buildPullRequest(db, {
    repositoryId,
    authorId: accounts[index % accounts.length]?.id,
    title: `Harbour, part ${index + 1}`,
    createdAt: new Date(openedAt),
    mergedAt,
    additions: 20 + ((index * 37) % 400),
    requestedReviewers: reviewedAt === null ? [reviewer?.login ?? 'acme/core'] : [],
    commits: [{ authoredAt: new Date(openedAt - ((index % 9) + 1) * HOUR_MS) }],
    reviews:
      reviewedAt === null || reviewer === undefined
        ? []
        : [
            {
              authorId: reviewer.id,
              state: mergeHours === null ? 'CHANGES_REQUESTED' : 'APPROVED',
              submittedAt: reviewedAt,
            },
          ],
  });
}

function addHours(review: number | null, merge: number | null): number | null {
  return merge === null ? null : (review ?? 0) + merge;
}

/** Null when it does not happen, or not before the end. */
function laterBy(from: number, hours: number | null, end: number): Date | null {
  const at = hours === null ? end : from + hours * HOUR_MS;
  return at < end ? new Date(at) : null;
}
