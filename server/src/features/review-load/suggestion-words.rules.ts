import type { Candidate } from '@bellwether/shared/review-load/suggest.metric';

/** "reviewed 12 of the last 40 here, wrote 3" */
export function knowsWords(candidate: Candidate, isSeen: boolean): string {
  const { lastHere, reviewedHere, writtenHere } = candidate;
  if (lastHere === 0) {
    return 'nothing was reviewed here within a year';
  }
  if (!isSeen) {
    return reviewedHere + writtenHere === 0 ? 'new to this area' : 'has worked in this area';
  }
  const reviewed = `reviewed ${reviewedHere === 0 ? 'none' : reviewedHere} of the last ${lastHere} here`;
  return writtenHere === 0 ? reviewed : `${reviewed}, wrote ${writtenHere}`;
}

/** "load index 0.6, 2 requests waiting"; without numbers for somebody else's eyes. */
export function roomWords({ loadIndex, openRequests }: Candidate, isSeen: boolean): string {
  if (!isSeen) {
    const crowded = (loadIndex ?? 0) / 2 + openRequests / 4;
    return crowded <= 0.75 ? 'has room' : 'has much to review already';
  }
  const load = loadIndex === null ? 'no load known' : `load index ${loadIndex.toFixed(1)}`;
  const waiting = openRequests === 1 ? '1 request waits' : `${openRequests} requests wait`;
  return `${load}, ${openRequests === 0 ? 'nothing waits' : waiting} on them`;
}

/** "has reviewed the author once in 90 days" */
export function spreadsWords(
  { reviewsOfAuthor }: Candidate,
  days: number,
  isSeen: boolean,
): string {
  if (reviewsOfAuthor === 0) {
    return `has not reviewed the author in ${days} days`;
  }
  if (!isSeen) {
    return `has reviewed the author within ${days} days`;
  }
  const often = reviewsOfAuthor === 1 ? 'once' : `${reviewsOfAuthor} times`;
  return `has reviewed the author ${often} in ${days} days`;
}
