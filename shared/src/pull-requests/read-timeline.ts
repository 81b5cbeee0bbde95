import { dateOf, formatInstant, type Span } from '../time/instant.ts';
import { offHours } from '../time/off-hours.ts';
import type { PullRequestDetail } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { readMarkers } from './timeline-markers.ts';
import { readSegments } from './timeline-segments.ts';
import { calendarFor } from './work-clock.ts';

/** Beyond this, nights are thinner than a pixel. */
const longestWithOffHoursSeconds = 120 * 86_400;

/**
 * A pull request's life for a drawing to scale. Segments tile `[from, to)`; markers may lie outside of it (a commit before
 * the opening, a deployment after the merge). `asOf` ends what is still open.
 */
export function readTimeline(
  reading: PullRequestReading,
  asOf: Date,
): PullRequestDetail['timeline'] {
  const segments = readSegments(reading, asOf);
  const calendar = calendarFor(reading);
  const from = reading.createdAt;
  const to = segments.at(-1)?.to ?? from;
  return {
    from: formatInstant(dateOf(from)),
    to: formatInstant(dateOf(to)),
    isFinished: reading.spells.endAt !== null,
    segments: segments.map((segment) => ({ kind: segment.kind, ...formatSpan(segment) })),
    markers: readMarkers(reading),
    offHours:
      to - from > longestWithOffHoursSeconds ? [] : offHours(calendar, from, to).map(formatSpan),
    zone: calendar.timeZone,
  };
}

function formatSpan({ from, to }: Span): { from: string; to: string } {
  return { from: formatInstant(dateOf(from)), to: formatInstant(dateOf(to)) };
}
