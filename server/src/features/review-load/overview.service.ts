import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import { concentrationOf } from '@bellwether/shared/review-load/concentration.metric';
import { type Load, loadOf } from '@bellwether/shared/review-load/load.metric';
import { availableDays } from '@bellwether/shared/review-load/presence.rules';
import type {
  LoadBucket,
  LoadSummary,
  ReviewLoadInput,
  ReviewLoadOverview,
} from '@bellwether/shared/review-load/review-load.schema';
import { rateBasis } from '@bellwether/shared/sync-status/metric-coverage.rules';
import type { Bucket } from '@bellwether/shared/time/buckets';
import { dateOf, formatInstant, type Instant, instantOf } from '@bellwether/shared/time/instant';
import type { WorkCalendar } from '@bellwether/shared/time/work-calendar';
import type { Sight } from '../../access/sight.ts';
import { limitTo, loadVisibleRepositories } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import type { PullRequestChoice } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { readPeriod } from '../cycle-time/period.rules.ts';
import { type EverybodysCalendars, readCalendars, readReadings } from './calendars.store.ts';
import { chooseReviewed } from './choose-reviewed.ts';
import { type Crowd, loadCrowd } from './crowd.service.ts';
import { findReviewers } from './reviewers.store.ts';
import { showPeople } from './show-people.rules.ts';
import { summaryOf, withheldSummary } from './summary.rules.ts';
import { tallyPeriod } from './tally.store.ts';
import type { Tally } from './tally.types.ts';
import { isTooFew, withheldBuckets } from './withhold.rules.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/**
 * Who carries the reviews: the load of the period and of the one before, by person as far as the caller may see, and over
 * time. `zone` cuts days, weeks and months.
 * @throws AppError `invalid_input` when the period has too many buckets, `forbidden` for an author whom the caller may not see
 */
export async function readReviewLoad(
  { db, clock }: Context,
  { filter, bucket }: ReviewLoadInput,
  sight: Sight,
  zone = 'UTC',
): Promise<ReviewLoadOverview> {
  const now = clock();
  const period = readPeriod(filter, bucket, zone);
  const { from, to, previousFrom } = period;
  const choice = await chooseReviewed(db.pool, sight, filter);
  const eligible = loadEligible(db.pool, sight, choice, to);
  // Whoever reviewed in a period is among those who did before its end.
  const keysOf = async (accounts: readonly string[]) => (await eligible).crowd.keysOf(accounts);
  const [during, before, { reviewers, crowd }, calendars, basis] = await Promise.all([
    tallyPeriod(db.pool, choice, bordersOf(period.buckets), keysOf),
    tallyPeriod(db.pool, choice, bordersOf(period.previousBuckets), keysOf),
    eligible,
    readCalendars(db.pool, now),
    readBasis({ db }, sight, filter.repositories),
  ]);
  const daysIn = daysOfEverybody(crowd, calendars, from, to);
  const daysBefore = daysOfEverybody(crowd, calendars, previousFrom, from);
  const current = loadOf(during.whole.done, eligibleDays(reviewers, to, daysIn));
  const previous = loadOf(before.whole.done, eligibleDays(reviewers, from, daysBefore));
  return {
    ...{ definitionVersion, zone, now: formatInstant(now), sight: crowd.sight },
    summary: summarise(current, crowd, during.whole.pullRequests.get(0)),
    previous: {
      ...summarise(previous, crowd, before.whole.pullRequests.get(0)),
      from: formatInstant(dateOf(previousFrom)),
      to: formatInstant(dateOf(from)),
    },
    people: showPeople(current, previous, crowd, daysIn),
    buckets: showBuckets(period.buckets, during.parts, crowd, instantOf(now)),
    previousBuckets: showBuckets(period.previousBuckets, before.parts, crowd, instantOf(now)),
    ...basis,
  };
}

async function loadEligible(db: Queryable, sight: Sight, choice: PullRequestChoice, to: Instant) {
  const reviewers = await findReviewers(db, eligibleOf(choice), to);
  const people = reviewers.map(({ person }) => person);
  return { reviewers, crowd: await loadCrowd(db, sight, people) };
}

/** Eligible is who reviewed in the repositories, whatever the change was like (C21). */
export function eligibleOf<
  C extends { baseBranches: string[]; labels: string[]; authors: string[] },
>(choice: C): C {
  return {
    ...choice,
    ...{
      authors: [],
      baseBranches: [],
      labels: [],
      sizes: [],
      tiers: [],
      authorClasses: undefined,
    },
    aiAssisted: undefined,
  };
}

/** Those who had reviewed before `to`, and the days that they were there. */
export function eligibleDays(
  reviewers: readonly { person: string; firstAt: Instant }[],
  to: Instant,
  daysOf: (person: string) => number,
) {
  return reviewers
    .filter(({ firstAt }) => firstAt < to)
    .map(({ person }) => ({ person, availableDays: daysOf(person) }));
}

/** The working days of `[from, to)` of each person; most share a calendar, and so its count. */
export function daysOfEverybody(
  crowd: Crowd,
  calendars: EverybodysCalendars,
  from: Instant,
  to: Instant,
): (person: string) => number {
  const known = new Map<WorkCalendar, number>();
  return (person) => {
    const calendar = calendars.ofAccount(crowd.person(person)?.accountIds[0] ?? null);
    const days = known.get(calendar) ?? availableDays(calendar, [], from, to);
    known.set(calendar, days);
    return days;
  };
}

function summarise(load: Load, crowd: Crowd, pullRequests = 0): LoadSummary {
  return isTooFew(activeOf(load), crowd) ? withheldSummary : summaryOf(load, pullRequests);
}

function activeOf({ people }: Load): string[] {
  return people.filter((one) => one.pullRequests > 0).map(({ person }) => person);
}

function bordersOf(buckets: readonly Bucket[]): Instant[] {
  return [...buckets.map(({ from }) => from), buckets.at(-1)?.to ?? 0];
}

function showBuckets(
  buckets: readonly Bucket[],
  { done, pullRequests }: Tally,
  crowd: Crowd,
  now: Instant,
): LoadBucket[] {
  const cells = buckets.map((): Tally['done'] => []);
  for (const one of done) {
    cells[one.bucket]?.push(one);
  }
  const withheld = withheldBuckets(
    cells.map((cell) => crowd.hiddenOf(cell.map(({ person }) => person))),
  );
  return buckets.map(({ start, to }, index) => {
    const place = {
      start: formatInstant(dateOf(start)),
      end: formatInstant(dateOf(to)),
      isPartial: to > now,
    };
    if (withheld[index] === true) {
      const { active, effectiveReviewers, absenceFactor } = withheldSummary;
      return {
        ...place,
        ...{ withheld: 'too-few-people', pullRequests: null, active },
        ...{ effectiveReviewers, absenceFactor },
      };
    }
    const cell = cells[index] ?? [];
    const { effective, absenceFactor } = concentrationOf(cell.map((one) => one.effortMinutes));
    return {
      ...{ ...place, withheld: null, pullRequests: pullRequests.get(index) ?? 0 },
      ...{ active: cell.length, effectiveReviewers: effective, absenceFactor },
    };
  });
}

async function readBasis(
  { db }: Pick<AppContext, 'db'>,
  sight: Sight,
  named: readonly string[],
): Promise<Pick<ReviewLoadOverview, 'basis' | 'isSyncing'>> {
  const visible = await loadVisibleRepositories(db.pool, sight.scope);
  const readings = await readReadings(db.pool, limitTo(visible, named));
  return {
    basis: { reviews: rateBasis('grades', readings), queue: rateBasis('waiting', readings) },
    isSyncing: readings.some(({ state }) => state === 'syncing' || state === 'queued'),
  };
}
