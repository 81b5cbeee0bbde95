import { type Instant, instantOf } from '../time/instant.ts';
import { isInside } from '../time/spans.ts';
import type { TimelineSegment } from './pull-requests.schema.ts';
import type { PullRequestReading } from './read-pull-request.ts';

export type SegmentKind = TimelineSegment['kind'];

export type Segment = { kind: SegmentKind; from: Instant; to: Instant };

/**
 * The life of a pull request as stretches that tile `[createdAt, end)`, or `[createdAt, asOf)` while it is open. Where two
 * states hold at once the first of parked, draft, approved, in review, waiting is shown. Approved begins with the final
 * approval, where the merge wait begins (C10): an earlier one that did not suffice is part of the review.
 */
export function readSegments(reading: PullRequestReading, asOf: Date): Segment[] {
  const from = reading.createdAt;
  const to = reading.spells.endAt ?? Math.max(from, instantOf(asOf));
  const segments: Segment[] = [];
  const borders = bordersOf(reading, from, to);
  for (const [index, start] of borders.entries()) {
    const end = borders[index + 1] ?? to;
    const kind = kindAt(reading, start);
    const last = segments.at(-1);
    if (last?.kind === kind) {
      last.to = end;
    } else if (end > start) {
      segments.push({ kind, from: start, to: end });
    }
  }
  return segments;
}

/** Every instant at which the state may change, ascending, each once. */
function bordersOf(reading: PullRequestReading, from: Instant, to: Instant): Instant[] {
  const { drafts, parked } = reading.spells;
  const borders = new Set<Instant>([from]);
  for (const spell of [...drafts, ...parked]) {
    borders.add(spell.from);
    borders.add(spell.to ?? to);
  }
  for (const act of reading.countingActs) {
    borders.add(act.at);
  }
  return [...borders].filter((at) => at >= from && at < to).sort((a, b) => a - b);
}

function kindAt(reading: PullRequestReading, at: Instant): SegmentKind {
  if (isInside(reading.spells.parked, at)) {
    return 'parked';
  }
  if (isInside(reading.spells.drafts, at)) {
    return 'draft';
  }
  const { finalApproval } = reading.approvals;
  if (finalApproval !== null && finalApproval.at <= at) {
    return 'approved';
  }
  return reading.firstReviewAt !== null && reading.firstReviewAt <= at ? 'in_review' : 'waiting';
}
