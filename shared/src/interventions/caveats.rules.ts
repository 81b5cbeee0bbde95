import { decomposeShift, type KindOfWork } from '../cycle-time/what-changed.metric.ts';
import { kaplanMeierMedian } from '../stats/kaplan-meier.ts';
import { ascending, percentile } from '../stats/percentile.ts';
import type { Caveat } from './interventions.schema.ts';
import type { DayWindow } from './windows.rules.ts';

/** A larger share that is still open makes the bare median too good (B4.5). */
const largestOpenShare = 0.1;
const fewestAnswered = 5;
/** Worth saying when the mix alone makes at least this share of the change of the mean. */
const tellingShare = 0.2;

type StillOpen = Extract<Caveat, { kind: 'still-open' }>;
type StillOpenWithheld = Extract<Caveat, { kind: 'still-open-withheld' }>;

/**
 * Whether many were still waiting when a window closed: those would have made its median longer. `open` are their waits so
 * far, both in seconds; null: withheld. Null: at most a tenth were, or fewer than five were answered (B0.6).
 */
export function findStillOpen(
  { metric, side }: Pick<StillOpen, 'metric' | 'side'>,
  finished: readonly number[],
  open: readonly number[] | null,
): StillOpen | StillOpenWithheld | null {
  if (finished.length < fewestAnswered) {
    return null;
  }
  if (open === null) {
    return { kind: 'still-open-withheld', metric, side };
  }
  const all = finished.length + open.length;
  if (open.length <= largestOpenShare * all) {
    return null;
  }
  const kaplanMeier = kaplanMeierMedian([
    ...finished.map((duration) => ({ duration, isFinished: true })),
    ...open.map((duration) => ({ duration, isFinished: false })),
  ]);
  return {
    ...{ kind: 'still-open', metric, side, open: open.length, finished: finished.length },
    raw: percentile(ascending(finished), 0.5),
    kaplanMeier,
  };
}

/** One pull request by the kind of change that it is: its repository and its size class, say. */
export type KindedDuration = { kind: string; seconds: number };

/**
 * Whether other work, and no other speed, makes a fifth or more of the change of the mean in the same direction. Null: it does
 * not.
 */
export function findMix(
  before: readonly KindedDuration[],
  after: readonly KindedDuration[],
  by: string,
): Caveat | null {
  const changed = decomposeShift(countKinds(before, after));
  if (changed === null || changed.shift === 0) {
    return null;
  }
  const mix = changed.shift - changed.speed;
  return mix / changed.shift < tellingShare ? null : { kind: 'mix', total: changed.shift, mix, by };
}

function countKinds(
  before: readonly KindedDuration[],
  after: readonly KindedDuration[],
): KindOfWork[] {
  const kinds = new Map<string, KindOfWork>();
  const kindOf = (key: string) => {
    const known = kinds.get(key) ?? { key, nBefore: 0, secondsBefore: 0, nNow: 0, secondsNow: 0 };
    kinds.set(key, known);
    return known;
  };
  for (const { kind, seconds } of before) {
    const one = kindOf(kind);
    one.nBefore += 1;
    one.secondsBefore += seconds;
  }
  for (const { kind, seconds } of after) {
    const one = kindOf(kind);
    one.nNow += 1;
    one.secondsNow += seconds;
  }
  return [...kinds.values()];
}

/** What two interventions may share. */
export type Reach = {
  id: string;
  title: string;
  startedOn: string;
  /** Null: everybody. */
  teamId: string | null;
  /** None: all. */
  repositoryIds: readonly string[];
};

/** Other interventions that began within the windows, over the same people and repositories. Null: none did. */
export function findOverlap(
  own: Reach,
  others: readonly Reach[],
  { before, after }: { before: DayWindow; after: DayWindow },
): Caveat | null {
  const interventions = others
    .filter((other) => other.id !== own.id && overlaps(own, other))
    .filter(({ startedOn }) => before.from <= startedOn && startedOn < after.to)
    .map(({ id, title, startedOn }) => ({
      ...{ id, title, startedOn },
      side: startedOn < own.startedOn ? ('before' as const) : ('after' as const),
    }));
  return interventions.length === 0 ? null : { kind: 'overlap', interventions };
}

function overlaps(a: Reach, b: Reach): boolean {
  const sharesTeam = a.teamId === null || b.teamId === null || a.teamId === b.teamId;
  const sharesRepository =
    a.repositoryIds.length === 0 ||
    b.repositoryIds.length === 0 ||
    a.repositoryIds.some((id) => b.repositoryIds.includes(id));
  return sharesTeam && sharesRepository;
}
