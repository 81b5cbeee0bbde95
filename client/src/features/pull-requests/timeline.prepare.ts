import type {
  PullRequestDetail,
  TimelineMarker,
  TimelineSegment,
} from '@bellwether/shared/pull-requests/pull-requests.schema';
import { formatInstant, formatMonth, formatShortDate, formatTime } from '../../format/date.ts';
import { formatDuration } from '../../format/duration.ts';

type Timeline = PullRequestDetail['timeline'];
/** Where something lies, in percent of the whole. */
type Extent = { left: number; width: number };

export type Bar = Extent & {
  key: string;
  kind: TimelineSegment['kind'];
  label: string;
  title: string;
};
export type Mark = {
  key: string;
  left: number;
  kind: TimelineMarker['kind'];
  /** More than one where they would lie on top of each other. */
  count: number;
  title: string;
};
export type Lane = { label: string; marks: Mark[] };
export type TimelineModel = {
  bars: Bar[];
  shades: Extent[];
  ticks: { left: number; label: string }[];
  lanes: Lane[];
  /** Every event in words, in order. */
  events: { key: string; when: string; text: string }[];
  summary: string;
};

export const segmentWords: Record<TimelineSegment['kind'], string> = {
  draft: 'Draft',
  waiting: 'Waiting for review',
  in_review: 'In review',
  approved: 'Approved, waiting for merge',
  parked: 'Closed for a while',
};

const lanes: { label: string; kinds: readonly TimelineMarker['kind'][] }[] = [
  { label: 'Commits', kinds: ['commit', 'force_push'] },
  {
    label: 'Reviews',
    kinds: [
      'review_requested',
      'approved',
      'changes_requested',
      'commented',
      'dismissed',
      'comment',
    ],
  },
  {
    label: 'State',
    kinds: ['opened', 'ready', 'draft', 'closed', 'reopened', 'merged', 'deployed'],
  },
];

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Beyond this, nights are thinner than a hair and would only grey the picture. */
const LONGEST_WITH_SHADES_MS = 21 * DAY_MS;
const MOST_TICKS = 6;
const TITLES_SHOWN = 4;
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE_MS),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR_MS),
  ...[1, 2, 3, 7, 14, 30, 60, 90, 180, 365].map((n) => n * DAY_MS),
];

/**
 * The life of a pull request to scale. `gap` is the least distance between two marks of a lane, in percent; one that stands
 * for several takes twice as much, for its count.
 */
export function prepareTimeline(timeline: Timeline, gap: number, now: string): TimelineModel {
  const from = Date.parse(timeline.from);
  const span = Math.max(Date.parse(timeline.to) - from, 1);
  const place = (at: string) => clampPercent(((Date.parse(at) - from) / span) * 100);
  const extent = (part: { from: string; to: string }): Extent => ({
    left: place(part.from),
    width: Math.max(place(part.to) - place(part.from), 0),
  });
  const say = (at: string) => formatInstant(at, { zone: timeline.zone, now });
  return {
    bars: timeline.segments.map((segment) => ({
      key: `${segment.kind} ${segment.from}`,
      kind: segment.kind,
      ...extent(segment),
      label: segmentWords[segment.kind],
      title: `${segmentWords[segment.kind]}: ${lengthOf(segment)}, ${say(segment.from)} – ${say(segment.to)}`,
    })),
    shades:
      span > LONGEST_WITH_SHADES_MS ? [] : timeline.offHours.map(extent).filter((s) => s.width > 0),
    ticks: prepareTicks(from, span, timeline.zone),
    lanes: lanes
      .map(({ label, kinds }) => ({
        label,
        marks: cluster(
          timeline.markers.filter((m) => kinds.includes(m.kind)),
          place,
          gap,
          say,
        ),
      }))
      .filter((lane) => lane.marks.length > 0),
    events: timeline.markers.map((marker, index) => ({
      key: `${index} ${marker.at}`,
      when: say(marker.at),
      text: marker.text,
    })),
    summary: summarise(timeline),
  };
}

function clampPercent(value: number): number {
  return Math.min(Math.max(value, 0), 100);
}

function lengthOf(part: { from: string; to: string }): string {
  return formatDuration((Date.parse(part.to) - Date.parse(part.from)) / 1000);
}

/** Marks that would touch become one with a count; its words name the first few. */
function cluster(
  markers: readonly TimelineMarker[],
  place: (at: string) => number,
  gap: number,
  say: (at: string) => string,
): Mark[] {
  const groups: { left: number; members: TimelineMarker[] }[] = [];
  for (const marker of [...markers].sort((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const left = place(marker.at);
    const last = groups.at(-1);
    const reach = last !== undefined && last.members.length > 1 ? 2 * gap : gap;
    if (last !== undefined && left - last.left < reach) {
      last.members.push(marker);
    } else {
      groups.push({ left, members: [marker] });
    }
  }
  return groups.map(({ left, members }, index) => ({
    key: `${index} ${left}`,
    left,
    kind: weightiest(members),
    count: members.length,
    title: nameMembers(members, say),
  }));
}

/** A decision among comments is what the eye looks for. */
const weights: Partial<Record<TimelineMarker['kind'], number>> = {
  merged: 9,
  deployed: 8,
  approved: 7,
  changes_requested: 7,
  closed: 6,
  reopened: 6,
  ready: 5,
  force_push: 5,
  commented: 4,
  dismissed: 4,
  draft: 3,
  opened: 2,
};

function weightiest(members: readonly TimelineMarker[]): TimelineMarker['kind'] {
  const weigh = (marker: TimelineMarker) => weights[marker.kind] ?? 1;
  return members.reduce(
    (best, marker) => (weigh(marker) > weigh(best) ? marker : best),
    members[0] as TimelineMarker,
  ).kind;
}

function nameMembers(members: readonly TimelineMarker[], say: (at: string) => string): string {
  const named = members.slice(0, TITLES_SHOWN).map((m) => `${m.text}, ${say(m.at)}`);
  const rest = members.length - named.length;
  return rest > 0 ? `${named.join('\n')}\nand ${rest} more` : named.join('\n');
}

function prepareTicks(from: number, span: number, zone: string): TimelineModel['ticks'] {
  const step = steps.find((size) => span / size <= MOST_TICKS) ?? 365 * DAY_MS;
  const offset = step >= HOUR_MS ? zoneOffset(from, zone) : 0;
  const ticks: TimelineModel['ticks'] = [];
  for (let at = Math.ceil((from + offset) / step) * step - offset; at < from + span; at += step) {
    const left = ((at - from) / span) * 100;
    if (left >= 3 && left <= 97) {
      ticks.push({ left, label: labelTick(new Date(at).toISOString(), step, span, zone) });
    }
  }
  return ticks;
}

function labelTick(at: string, step: number, span: number, zone: string): string {
  if (step >= 28 * DAY_MS && span > 300 * DAY_MS) {
    return formatMonth(at, zone);
  }
  if (step >= DAY_MS) {
    return formatShortDate(at, zone);
  }
  const time = formatTime(at, zone);
  return time === '00:00' ? formatShortDate(at, zone) : time;
}

/** How far the zone's clock is ahead of UTC at the instant, in milliseconds. */
function zoneOffset(at: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
  const parts = Object.fromEntries(format.formatToParts(at).map((p) => [p.type, Number(p.value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  const local = Date.UTC(year, month - 1, day, hour, minute);
  return local - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}

function summarise(timeline: Timeline): string {
  const parts = timeline.segments.map(
    (s) => `${segmentWords[s.kind].toLowerCase()} ${lengthOf(s)}`,
  );
  const whole = lengthOf(timeline);
  const end = timeline.isFinished ? '' : ', and still open';
  return `${whole} from start to end${end}: ${parts.join(', then ')}.`;
}
