import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { LeadShares } from '@bellwether/shared/review-load/review-load.schema';
import type { TrendModel } from '../../charts/chart.types.ts';
import { formatShare } from '../../format/number.ts';
import { labelBuckets, nameBucket } from '../cycle-time/bucket-words.prepare.ts';

export type LeadPart = 'review' | 'coding';
type Team = NonNullable<LeadShares['team']>;
type Shares = NonNullable<Team['shares']>;

export const partWords: Readonly<Record<LeadPart, { label: string; of: string }>> = {
  review: { label: 'Share of the reviewing', of: 'of the team’s estimated minutes of review' },
  coding: { label: 'Share of the coding', of: 'of the team’s merged pull requests' },
};

/** `[from, to]` of the band; an end that was not said is the axis'. Null: nothing was said. */
export function bandOf({ band }: Pick<Team, 'band'>, part: LeadPart): [number, number] | null {
  const [from, to] =
    part === 'review'
      ? [band.reviewShareFrom, band.reviewShareTo]
      : [band.codingShareFrom, band.codingShareTo];
  return from === null && to === null ? null : [from ?? 0, to ?? 1];
}

/** "20 % – 40 %", or that none was set. */
export function bandWords(band: [number, number] | null): string {
  return band === null ? 'no band set' : `band ${formatShare(band[0])} – ${formatShare(band[1])}`;
}

/** Where a share stands against its band. */
export function verdict(share: number | null, band: [number, number] | null): string {
  if (share === null || band === null) {
    return '';
  }
  if (share < band[0]) {
    return 'below the band';
  }
  return share > band[1] ? 'above the band' : 'within the band';
}

/** The lead's share over time, with the band behind it; a bucket with nothing in it is a gap. */
export function prepareLeadTrend(
  team: Team,
  shares: Shares,
  part: LeadPart,
  frame: { size: BucketSize; zone: string; now: string },
): TrendModel {
  const band = bandOf(team, part);
  const columns = shares.buckets.map((bucket) => {
    const count = part === 'review' ? bucket.reviewed : bucket.merged;
    return {
      key: bucket.start,
      median: bucket[part],
      band,
      previous: null,
      isPartial: bucket.isPartial,
      dots: [],
      readout: {
        title: nameBucket(bucket, frame.size, frame.zone, frame.now),
        facts: [
          { label: 'Share', value: shareOrDash(bucket[part]) },
          { label: part === 'review' ? 'Reviewed' : 'Merged', value: countWords(count) },
          { label: 'Band', value: bandWords(band) },
        ],
        note: noteOf(count),
      },
    };
  });
  return {
    columns,
    marks: [],
    yMax: 1,
    yTicks: [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: formatShare(value) })),
    xTicks: labelBuckets(
      shares.buckets.map(({ start }) => start),
      frame.size,
      frame.zone,
    ),
    columnName: frame.size,
    summary: `${partWords[part].label}: ${shareOrDash(shares.now[part])} in this period, ${shareOrDash(shares.before[part])} in the one before; ${bandWords(band)}.`,
    table: {
      columns: [frame.size, 'Share', part === 'review' ? 'Reviewed' : 'Merged'],
      rows: columns.map(({ readout, median }, index) => [
        readout.title,
        shareOrDash(median),
        countWords(
          (part === 'review' ? shares.buckets[index]?.reviewed : shares.buckets[index]?.merged) ??
            null,
        ),
      ]),
    },
  };
}

/** Each bucket ends where the next one begins, and the last one at `end`. */
export function closeBuckets(
  buckets: readonly { start: string }[],
  end: string,
): { start: string; end: string }[] {
  return buckets.map(({ start }, index) => ({ start, end: buckets[index + 1]?.start ?? end }));
}

export function shareOrDash(share: number | null): string {
  return share === null ? '–' : formatShare(share);
}

/** What somebody typed as a percentage, as a share. Null: nothing. Undefined: no percentage. */
export function readPercent(text: string): number | null | undefined {
  const clean = text.replace('%', '').trim();
  if (clean === '') {
    return null;
  }
  const value = Number(clean.replace(',', '.'));
  return Number.isFinite(value) && value >= 0 && value <= 100 ? value / 100 : undefined;
}

function countWords(count: number | null): string {
  return count === null ? '–' : String(count);
}

function noteOf(count: number | null): string | null {
  if (count === null) {
    return 'Withheld: it would tell what one or two others did.';
  }
  return count === 0 ? 'Nothing in it.' : null;
}
