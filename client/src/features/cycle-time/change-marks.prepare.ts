import type { Annotation, DurationBucket } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { startOfDay } from '@bellwether/shared/time/local-day';
import type { Mark } from '../../charts/chart.types.ts';
import { formatShortDate } from '../../format/date.ts';

/** A mark and the place in the list of the bucket that holds its day. */
export type ChangeMark = Mark & { bucket: number };

/**
 * What was changed, in order of the days, each where its day begins: a column's width is its bucket from start to end.
 * Days outside of the buckets are left out.
 */
export function prepareMarks(
  annotations: readonly Annotation[],
  buckets: readonly Pick<DurationBucket, 'start' | 'end'>[],
  zone: string,
): ChangeMark[] {
  const sorted = [...annotations].sort((a, b) => a.on.localeCompare(b.on));
  return sorted.flatMap(({ on, text }) => {
    const at = startOfDay(on, zone) * 1000;
    const bucket = buckets.findIndex((b) => Date.parse(b.start) <= at && at < Date.parse(b.end));
    const found = buckets[bucket];
    if (found === undefined) {
      return [];
    }
    const [from, to] = [Date.parse(found.start), Date.parse(found.end)];
    const day = formatShortDate(new Date(at).toISOString(), zone);
    return [
      { position: bucket - 0.5 + (at - from) / (to - from), label: `${day}: ${text}`, bucket },
    ];
  });
}
