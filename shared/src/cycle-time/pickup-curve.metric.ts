import { kaplanMeierCurve, type Observation, stepAt } from '../stats/kaplan-meier.ts';
import { fewestForPercentiles } from './cycle-time.metric.ts';

/** The share picked up within a time, 0..1, with its 95 % interval; null: nobody was watched for so long. */
export type PickupShare = {
  seconds: number;
  share: number | null;
  interval: [number, number] | null;
  atRisk: number;
};

/** How fast what becomes ready is picked up (B4), those that still wait included (B4.5). Null shares: fewer than 5. */
export type PickupCurve = {
  n: number;
  /** Had a first review. */
  pickedUp: number;
  /** Ended without one: merged or closed. */
  endedWithout: number;
  /** Still wait. */
  waiting: number;
  median: number | null;
  /** At even steps of time from 0; empty: too few. */
  points: (PickupShare & { lost: number })[];
  /** At the times that were asked for. */
  within: PickupShare[];
};

export type WatchedPickup = Observation & {
  /** What ended the watching of one that was not picked up. Null: it was. */
  lostBy: 'end' | 'waiting' | null;
};

const STEPS = 120;
/** What the curve is drawn up to: the time by which nine of ten are picked up, with some room. */
const DRAWN_SHARE = 0.9;
const ROOM = 1.25;

/** The curve, and the shares at `askedSeconds`. */
export function describePickup(
  watched: readonly WatchedPickup[],
  askedSeconds: readonly number[],
): PickupCurve {
  const counts = {
    n: watched.length,
    pickedUp: watched.filter(({ isFinished }) => isFinished).length,
    endedWithout: watched.filter(({ lostBy }) => lostBy === 'end').length,
    waiting: watched.filter(({ lostBy }) => lostBy === 'waiting').length,
  };
  if (watched.length < fewestForPercentiles) {
    return {
      ...{ ...counts, median: null, points: [] },
      within: askedSeconds.map((seconds) => ({ seconds, share: null, interval: null, atRisk: 0 })),
    };
  }
  const steps = kaplanMeierCurve(watched);
  const longest = steps.at(-1)?.duration ?? 0;
  const most = steps.find(({ survival }) => survival <= 1 - DRAWN_SHARE)?.duration ?? longest;
  const end = Math.max(Math.min(most * ROOM, longest), 3600);
  const shareAt = (seconds: number): PickupShare => {
    const step = stepAt(steps, seconds);
    const isKnown = seconds <= longest || step?.survival === 0;
    const interval = step?.interval ?? null;
    return {
      seconds,
      share: isKnown ? 1 - (step?.survival ?? 1) : null,
      interval: isKnown && interval !== null ? [1 - interval[1], 1 - interval[0]] : null,
      atRisk: watchedAfter(steps, seconds, watched.length),
    };
  };
  return {
    ...counts,
    median:
      steps.find(({ finished, survival }) => finished > 0 && survival <= 0.5 + 1e-12)?.duration ??
      null,
    points: Array.from({ length: STEPS + 1 }, (_, index) => {
      const [from, to] = [((index - 1) * end) / STEPS, (index * end) / STEPS];
      const lost = steps
        .filter(({ duration }) => duration > from && duration <= to)
        .reduce((sum, step) => sum + step.lost, 0);
      return { ...shareAt(to), lost };
    }),
    within: askedSeconds.map(shareAt),
  };
}

/** How many are watched for longer than `seconds`. */
function watchedAfter(
  steps: readonly { duration: number; atRisk: number }[],
  seconds: number,
  n: number,
): number {
  const next = steps.find(({ duration }) => duration > seconds);
  return next?.atRisk ?? (steps.length === 0 ? n : 0);
}
