import { type Concentration, concentrationOf, gini } from './concentration.metric.ts';

/** What one person did in a period: distinct pull requests reviewed, and their estimated minutes. */
export type Done = { person: string; pullRequests: number; effortMinutes: number };

/** Who could have reviewed, and on how many days of the period they were there. */
export type Eligible = { person: string; availableDays: number };

export type PersonLoad = Done & {
  /** Of all minutes, 0..1. Null: nobody did anything. */
  share: number | null;
  /** Of all days that the eligible were there, 0..1. Null: nobody was there. */
  fairShare: number | null;
  /** share / fairShare: 1 is fair. Null: away all the time, or nobody did anything. */
  loadIndex: number | null;
};

export type Load = Concentration & {
  /** Everybody eligible, and whoever reviewed; by key. */
  people: PersonLoad[];
  eligible: number;
  /** Over the minutes of everybody eligible, zeros included. Null: fewer than 4, or nothing was done. */
  gini: number | null;
  effortMinutes: number;
};

/** Who carries how much of the reviewing (B12): shares of effort, set against the share of the days that somebody was there. */
export function loadOf(done: readonly Done[], eligible: readonly Eligible[]): Load {
  const all = gather(done, eligible);
  const total = all.reduce((sum, { effortMinutes }) => sum + effortMinutes, 0);
  const days = all.reduce((sum, { availableDays }) => sum + availableDays, 0);
  const minutes = all.map(({ effortMinutes }) => effortMinutes);
  return {
    ...concentrationOf(minutes),
    gini: gini(minutes),
    eligible: all.length,
    effortMinutes: total,
    people: all.map(({ person, pullRequests, effortMinutes, availableDays }) => {
      const share = total === 0 ? null : effortMinutes / total;
      const fairShare = days === 0 ? null : availableDays / days;
      const loadIndex = indexOf(share, fairShare);
      return { person, pullRequests, effortMinutes, share, fairShare, loadIndex };
    }),
  };
}

function indexOf(share: number | null, fairShare: number | null): number | null {
  return share === null || fairShare === null || fairShare === 0 ? null : share / fairShare;
}

/** Whoever reviewed could: nobody is left out for not standing in the list of the eligible. */
function gather(done: readonly Done[], eligible: readonly Eligible[]): (Done & Eligible)[] {
  const days = new Map(eligible.map(({ person, availableDays }) => [person, availableDays]));
  const work = new Map(done.map((one) => [one.person, one]));
  return [...new Set([...days.keys(), ...work.keys()])].sort().map((person) => {
    const { pullRequests, effortMinutes } = work.get(person) ?? nothing;
    return { person, pullRequests, effortMinutes, availableDays: days.get(person) ?? 0 };
  });
}

const nothing = { pullRequests: 0, effortMinutes: 0 };
