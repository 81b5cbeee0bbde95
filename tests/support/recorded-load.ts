import { expect } from 'vitest';

type Numbers = {
  absenceFactor: number | null;
  hhi: number | null;
  effectiveReviewers: number | null;
  eligible: number | null;
  gini: number | null;
};
type Reviewer = {
  login: string;
  pullRequests: number;
  effortMinutes: number;
  share: number | null;
};

/** One period of the file beside a recording. */
export type RecordedLoad = Numbers & { from: string; to: string; reviewers: Reviewer[] };

/** Every number as recorded, to what floating point leaves; the order of people plays no part. */
export function expectSameLoad(
  actual: Numbers & { reviewers: Reviewer[] },
  wanted: RecordedLoad,
): void {
  const { from: _, to: __, ...numbers } = wanted;
  expect(sorted(round({ ...actual }))).toEqual(sorted(round(numbers)));
}

function sorted<T extends { reviewers: Reviewer[] }>(load: T): T {
  const reviewers = [...load.reviewers].sort((a, b) => (a.login < b.login ? -1 : 1));
  return { ...load, reviewers };
}

function round<T>(value: T): T {
  const text = JSON.stringify(value, (_, part) =>
    typeof part === 'number' ? Math.round(part * 1e9) / 1e9 : part,
  );
  return JSON.parse(text) as T;
}
