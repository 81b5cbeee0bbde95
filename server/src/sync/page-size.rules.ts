/** Cost one point by GitHub's formula; see the query. */
export const PULL_REQUESTS_PER_PAGE = 29;

/** Half of a page that was too much; never nothing. */
export function halvePageSize(size: number): number {
  return Math.max(1, Math.floor(size / 2));
}

/** Where a pass begins: with what worked last, at most the usual size. */
export function startPageSize(remembered: number | null, usual: number): number {
  return Math.max(1, Math.min(remembered ?? usual, usual));
}
