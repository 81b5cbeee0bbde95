import { clopperPearson } from '../stats/binomial.ts';
import { type Bucket, bucketIndexOf } from '../time/buckets.ts';
import type { Instant } from '../time/instant.ts';

/** Something that an agreement is about, by its clock. */
export type AgreementWait = {
  id: string;
  pullRequestId: string;
  authorId: string | null;
  startAt: Instant;
  /** How long it took; for what still waits, how long it has waited. */
  seconds: number;
  /** open: it waits; finished: what was waited for came; ended: it never came, and cannot any more. */
  state: 'open' | 'finished' | 'ended';
  /** Who was asked; null: the agreement is about no request. */
  reviewerName: string | null;
  /** The account whose answer is waited for, or came; null: about no request, or of a team that nobody answered for. */
  reviewerId: string | null;
};

export type AgreementTarget = {
  /** 0..1 */
  targetShare: number;
  withinSeconds: number;
  /** Null: nothing is announced. */
  headsUpShare: number | null;
};

/**
 * kept: it came in time. breached: it came too late, or has not come although the time is over. undecided: it waits, and is
 * still in time. withdrawn: it ended in time without it.
 */
export type WaitVerdict = 'kept' | 'breached' | 'undecided' | 'withdrawn';

export function judge(wait: AgreementWait, { withinSeconds }: AgreementTarget): WaitVerdict {
  if (wait.seconds > withinSeconds) {
    return 'breached';
  }
  const inTime = { finished: 'kept', ended: 'withdrawn', open: 'undecided' } as const;
  return inTime[wait.state];
}

/** Whether it still waits in time, and so much of the time is over that it is announced. */
export function isHeadsUp(wait: AgreementWait, target: AgreementTarget): boolean {
  return (
    target.headsUpShare !== null &&
    judge(wait, target) === 'undecided' &&
    wait.seconds >= target.headsUpShare * target.withinSeconds
  );
}

export type AgreementProgress = {
  /** Decided: kept and breached. */
  n: number;
  kept: number;
  breached: number;
  /** Of the breached, those that still wait. */
  openBreached: number;
  undecided: number;
  withdrawn: number;
  /** kept / n; null: nothing is decided. */
  share: number | null;
  /** Exact (Clopper and Pearson), 80 %. */
  interval80: [number, number] | null;
  /** Whether the share reached the target; null: nothing is decided. */
  isKept: boolean | null;
};

/** How an agreement was kept. What waits beyond the time counts as a breach, so that nobody is better for leaving something lie. */
export function summariseWaits(
  waits: readonly AgreementWait[],
  target: AgreementTarget,
): AgreementProgress {
  const count = (verdict: WaitVerdict) =>
    waits.filter((wait) => judge(wait, target) === verdict).length;
  const [kept, breached] = [count('kept'), count('breached')];
  const n = kept + breached;
  const share = n === 0 ? null : kept / n;
  return {
    ...{ n, kept, breached, undecided: count('undecided'), withdrawn: count('withdrawn') },
    openBreached: waits.filter(
      (wait) => wait.state === 'open' && judge(wait, target) === 'breached',
    ).length,
    share,
    interval80: n === 0 ? null : clopperPearson(kept, n, 0.8),
    isKept: share === null ? null : share >= target.targetShare,
  };
}

/** Each in the bucket in which its wait began, so that none is lost while it waits. */
export function splitWaits(
  waits: readonly AgreementWait[],
  buckets: readonly Bucket[],
): AgreementWait[][] {
  const parts = buckets.map((): AgreementWait[] => []);
  for (const wait of waits) {
    parts[bucketIndexOf(buckets, wait.startAt)]?.push(wait);
  }
  return parts;
}
