import type {
  PickupCurveAnswer,
  ShownPickupCurve,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import type { Fact } from '../../charts/chart.types.ts';
import type { CurveModel, CurvePoint } from '../../charts/depth.types.ts';
import { durationTicks } from '../../format/duration-ticks.ts';
import { formatCount, formatCountOf, formatShare } from '../../format/number.ts';
import { clockWords } from './clock-words.prepare.ts';
import { sayDuration } from './trend.prepare.ts';
import { countOrDash } from './withheld-words.prepare.ts';

const shareTicks = [0, 0.25, 0.5, 0.75, 1].map((value) => ({ value, label: `${value * 100} %` }));

/** The share picked up by time, the period before behind it. */
export function prepareCurve(answer: PickupCurveAnswer): CurveModel {
  const say = sayDuration(answer);
  const { current, previous } = answer;
  const xMax = current.points.at(-1)?.seconds ?? 1;
  return {
    points: current.points.map((point) => preparePoint(point, say)),
    previous: previous.points
      .filter(({ seconds }) => seconds <= xMax)
      .map(({ seconds, share }) => ({ x: seconds, y: share })),
    xMax,
    xTicks: durationTicks(xMax, 8).filter(({ value }) => value <= xMax),
    yTicks: shareTicks,
    summary: summarise(answer),
    table: {
      columns: ['Within', 'Picked up', '95 % interval', 'Watched for longer', 'Period before'],
      rows: current.within.map((share, index) => [
        say(share.seconds),
        share.share === null ? '–' : formatShare(share.share),
        sayInterval(share.interval) ?? '–',
        formatCount(share.atRisk),
        shareOrDash(previous.within[index]?.share),
      ]),
    },
  };
}

function preparePoint(
  point: ShownPickupCurve['points'][number],
  say: (seconds: number) => string,
): CurvePoint {
  const facts: (Fact | null)[] = [
    { label: 'Picked up', value: shareOrDash(point.share) },
    point.interval === null
      ? null
      : { label: '95 % interval', value: sayInterval(point.interval) ?? '–' },
    { label: 'Watched for longer', value: formatCount(point.atRisk) },
    point.lost === 0
      ? null
      : { label: 'Lost from sight just before', value: formatCount(point.lost) },
  ];
  return {
    x: point.seconds,
    y: point.share,
    band: point.interval,
    isMarked: point.lost > 0,
    readout: {
      title: `Within ${say(point.seconds)}`,
      facts: facts.filter((fact) => fact !== null),
      note: point.share === null ? 'Nobody was watched for so long.' : null,
    },
  };
}

/** `A pull request opened now is picked up within 4 working hours with 61 % ± 9.`; null: it cannot be said. */
export function sayChance({ clock, current }: PickupCurveAnswer, hours: number): string | null {
  const found = current.within.find(({ seconds }) => seconds === hours * 3600);
  if (found === undefined || found.share === null) {
    return null;
  }
  const span = `${formatCount(hours)} ${clock === 'work' ? 'working ' : ''}${hours === 1 ? 'hour' : 'hours'}`;
  return `A pull request that becomes ready now is picked up within ${span} with ${Math.round(found.share * 100)} %${sayMargin(found.share, found.interval)}.`;
}

/** The wider side of the interval. */
function sayMargin(share: number, interval: readonly [number, number] | null): string {
  if (interval === null) {
    return '';
  }
  const margin = Math.max(share - interval[0], interval[1] - share);
  return ` ± ${Math.max(1, Math.round(margin * 100))}`;
}

/** How many the curve stands on, and what became of them. */
export function sayWatched({ n, pickedUp, endedWithout, waiting }: ShownPickupCurve): string {
  if (n === null) {
    return 'Withheld: fewer than three people stand behind it.';
  }
  return `${formatCountOf(n, 'pull request')} became ready: ${countOrDash(pickedUp)} picked up, ${countOrDash(waiting)} still waiting, ${countOrDash(endedWithout)} ended without a review.`;
}

function summarise(answer: PickupCurveAnswer): string {
  const chance = sayChance(answer, 4) ?? sayChance(answer, 24);
  return [`Share picked up by ${clockWords[answer.clock]}.`, chance, sayWatched(answer.current)]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

function sayInterval(interval: readonly [number, number] | null): string | null {
  return interval === null ? null : `${formatShare(interval[0])} – ${formatShare(interval[1])}`;
}

function shareOrDash(share: number | null | undefined): string {
  return share === null || share === undefined ? '–' : formatShare(share);
}
