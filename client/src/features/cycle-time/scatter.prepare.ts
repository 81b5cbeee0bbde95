import type {
  CycleTimeOverview,
  Scatter,
  ScatterDot,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import { durationTerms } from '@bellwether/shared/glossary/duration-terms';
import type { ScatterModel, ScatterPoint } from '../../charts/chart.types.ts';
import { formatInstant, formatShortDate } from '../../format/date.ts';
import { durationTicks, logDurationTicks, type Tick } from '../../format/duration-ticks.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';
import { type Say, sayDuration } from './trend.prepare.ts';

const TWIN_ROWS = 50;
/** Upper ends of B10's sizes XS, S, M, L with the radius of their dots. */
const radii = [
  { upTo: 10, radius: 2.5 },
  { upTo: 50, radius: 3 },
  { upTo: 200, radius: 3.75 },
  { upTo: 500, radius: 4.75 },
] as const;

type Frame = Pick<CycleTimeOverview, 'clock' | 'zone' | 'now' | 'metric'>;

/** One dot per pull request, the slowest first, so that the cursor keys begin where it hurts. */
export function prepareScatter(
  scatter: Scatter,
  period: { from: string; to: string },
  scale: 'linear' | 'log',
  frame: Frame,
): ScatterModel {
  const say = sayDuration(frame);
  const dots = [...scatter.dots].sort((a, b) => b.seconds - a.seconds);
  const slowest = dots[0]?.seconds ?? 1;
  const fastest = dots.at(-1)?.seconds ?? 1;
  const yTicks = scale === 'log' ? logDurationTicks(fastest, slowest) : durationTicks(slowest);
  const xRange = [Date.parse(period.from), Date.parse(period.to)] as const;
  return {
    scale,
    points: dots.map((dot) => preparePoint(dot, frame, say)),
    xRange,
    xTicks: prepareDayTicks(xRange, frame.zone),
    yRange: [yTicks[0]?.value ?? 0, yTicks.at(-1)?.value ?? 1],
    yTicks,
    summary: summarise(scatter, dots, frame, say),
    table: {
      columns: ['Pull request', durationTerms[frame.metric].label, 'Lines'],
      rows: dots
        .slice(0, TWIN_ROWS)
        .map((dot) => [
          `${dot.repository} #${dot.number}`,
          say(dot.seconds),
          formatCount(dot.size),
        ]),
    },
  };
}

function preparePoint(dot: ScatterDot, frame: Frame, say: Say): ScatterPoint {
  const isUnreviewed = dot.reviewGrade === 'unreviewed';
  return {
    id: dot.id,
    x: Date.parse(dot.at),
    y: dot.seconds,
    radius: radii.find((size) => dot.size <= size.upTo)?.radius ?? 6,
    color: isUnreviewed ? '--bw-grade-unreviewed' : '--bw-accent',
    readout: {
      title: dot.title,
      facts: [
        { label: `${dot.repository} #${dot.number}`, value: dot.author ?? 'deleted account' },
        { label: durationTerms[frame.metric].label, value: say(dot.seconds) },
        { label: 'When', value: formatInstant(dot.at, frame) },
        { label: 'Lines changed', value: formatCount(dot.size) },
      ],
      note: isUnreviewed ? 'Merged without a review.' : null,
    },
  };
}

/** About a dozen evenly spaced days; the drawing leaves out those that find no room. */
function prepareDayTicks([from, to]: readonly [number, number], zone: string): Tick[] {
  const dayMs = 86_400_000;
  const step = Math.max(Math.round((to - from) / dayMs / 12), 1) * dayMs;
  const count = Math.floor((to - from) / step);
  return Array.from({ length: count }, (_, index) => {
    const value = from + step / 2 + index * step;
    return { value, label: formatShortDate(new Date(value).toISOString(), zone) };
  });
}

function summarise(scatter: Scatter, dots: readonly ScatterDot[], frame: Frame, say: Say): string {
  const [slowest] = dots;
  if (slowest === undefined) {
    return 'No pull request to draw.';
  }
  const shown =
    dots.length < scatter.total
      ? `${formatCount(dots.length)} of ${formatCountOf(scatter.total, 'pull request')}`
      : formatCountOf(scatter.total, 'pull request');
  const { label } = durationTerms[frame.metric];
  return `${shown} by ${label.toLowerCase()}; the slowest, ${slowest.repository} #${slowest.number}, took ${say(slowest.seconds)}.`;
}
