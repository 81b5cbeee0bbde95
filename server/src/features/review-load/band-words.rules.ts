import type { Band } from '@bellwether/shared/review-load/review-load.schema';

/** "reviews 20–40 %, coding from 30 %, for Mira": what stands after a colon. */
export function describeBand(band: Band, lead: string): string {
  const reviews = sayRange(band.reviewShareFrom, band.reviewShareTo);
  const coding = sayRange(band.codingShareFrom, band.codingShareTo);
  return `reviews ${reviews}, coding ${coding}, for ${lead}`;
}

function sayRange(from: number | null, to: number | null): string {
  if (from === null && to === null) {
    return 'any share';
  }
  if (from === null) {
    return `up to ${sayPercent(to)}`;
  }
  return to === null ? `from ${sayPercent(from)}` : `${Math.round(from * 100)}–${sayPercent(to)}`;
}

function sayPercent(share: number | null): string {
  return `${Math.round((share ?? 0) * 100)} %`;
}
