import { organization } from './accounts.ts';
import { startOfWeek, toSecond, WEEK } from './instants.ts';
import { lead, team } from './people.ts';
import { repositoryNames } from './repositories.ts';

export type SampleTeamOptions = { seed: number; endsAt: Date };

/** What happens when. Weeks are ISO weeks in UTC. */
export type StoryClock = {
  /** Work from before this is seen only where it was still open. */
  startsAt: number;
  /** Monday 00:00 UTC of the week in which reviews are tiered and shared. */
  changedAt: number;
  /** Six weeks later: from here on the new way holds. */
  settledAt: number;
  endsAt: number;
};

export function storyClock(options: SampleTeamOptions): StoryClock {
  const endsAt = toSecond(options.endsAt.getTime());
  const changedAt = startOfWeek(endsAt - 19 * WEEK);
  return {
    startsAt: changedAt - 20 * WEEK,
    changedAt,
    settledAt: changedAt + 6 * WEEK,
    endsAt,
  };
}

/** 0 where everything goes through the lead, 1 where reviews are shared; half way in the very week of the change. */
export function sharedAt(clock: StoryClock, at: number): number {
  if (at < clock.changedAt) {
    return 0;
  }
  return Math.min(1, 0.55 + (0.45 * (at - clock.changedAt)) / (4 * WEEK));
}

export type SampleTeamStory = {
  organization: string;
  /** `owner/name`. */
  repositories: string[];
  leadLogin: string;
  memberLogins: string[];
  /** Days as `YYYY-MM-DD`; `changedOn` is the Monday of the marked week. */
  startsOn: string;
  changedOn: string;
  settledOn: string;
  /** What was changed, for an annotation on a chart. */
  changeTitle: string;
};

/** The constants of the story that the sample team tells, for tests and for the annotation on the charts. */
export function sampleTeamStory(options: SampleTeamOptions): SampleTeamStory {
  const clock = storyClock(options);
  const toDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
  return {
    organization: organization.login,
    repositories: repositoryNames.map((name) => `${organization.login}/${name}`),
    leadLogin: lead.login,
    memberLogins: team.map((person) => person.login),
    startsOn: toDay(clock.startsAt),
    changedOn: toDay(clock.changedAt),
    settledOn: toDay(clock.settledAt),
    changeTitle: 'Reviews tiered and shared',
  };
}
