import { waitedSeconds } from '@bellwether/shared/cycle-time/censored.metric';
import type {
  PickupCurveAnswer,
  PickupCurveInput,
  ShownPickupCurve,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import {
  describePickup,
  type WatchedPickup,
} from '@bellwether/shared/cycle-time/pickup-curve.metric';
import type { FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import { calendarOfPickup } from '@bellwether/shared/pull-requests/pickup-hours';
import { type Instant, instantOf } from '@bellwether/shared/time/instant';
import { chooseForTotals } from '../../access/choose-within.ts';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { fewestPeople } from './few-people.metric.ts';
import { mayHidePeople } from './hidden-people.store.ts';
import { readPeriod } from './period.rules.ts';
import {
  type CohortQuery,
  findBehindPickups,
  loadPickups,
  type Unpicked,
} from './ready-cohort.store.ts';
import { loadDefinitions } from './rules-in-force.store.ts';

/**
 * How fast what became ready in the period was picked up, those that wait included (B4.5), and in the period
 * before; both are watched until now.
 * @throws AppError `forbidden` for an author whom the caller may not see
 */
export async function readPickupCurve(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  input: PickupCurveInput,
  sight: Sight,
  zone = 'UTC',
): Promise<PickupCurveAnswer> {
  const choice = await chooseForTotals(db.pool, sight, input.filter);
  const { previousFrom, from, to } = readPeriod(input.filter, 'month', zone);
  const { rules } = await loadDefinitions(db);
  const now = instantOf(clock());
  const read = async (query: CohortQuery, seenUntil: Instant): Promise<ShownPickupCurve> => {
    const { pickedUp, unpicked } = await loadPickups(db.pool, query);
    const watched = [
      ...Array.from(pickedUp, pickedUpAfter),
      ...unpicked.map((one) => watch(one, seenUntil, query, rules)),
    ];
    const curve = describePickup(
      watched,
      input.hours.map((hours) => hours * 3600),
    );
    return mayHidePeople(sight, choice)
      ? withhold(curve, await findBehindPickups(db.pool, query, sight))
      : { ...curve, withheld: null };
  };
  const cohort = { clock: input.clock, choice };
  const [current, previous] = await Promise.all([
    read({ ...cohort, from, to }, now),
    read({ ...cohort, from: previousFrom, to: from }, now),
  ]);
  return { clock: input.clock, current, previous };
}

function pickedUpAfter(duration: number): WatchedPickup {
  return { duration, isFinished: true, lostBy: null };
}

function watch(
  { readyAt, until, pauses, authorId, askedIds }: Unpicked,
  now: Instant,
  { clock }: CohortQuery,
  rules: FactRules,
): WatchedPickup {
  const seenUntil = Math.max(readyAt, until ?? now);
  return {
    duration: waitedSeconds(
      { pauses },
      readyAt,
      seenUntil,
      clock,
      calendarOfPickup(rules, authorId, askedIds),
    ),
    isFinished: false,
    lostBy: until === null ? 'waiting' : 'end',
  };
}

/** Over one or two hidden people nothing is told; how many of what became of theirs, only over three. */
function withhold(
  curve: Omit<ShownPickupCurve, 'withheld'>,
  hidden: readonly { outcome: string; person: string }[],
): ShownPickupCurve {
  const isFew = (people: readonly { person: string }[]) => {
    const { size } = new Set(people.map(({ person }) => person));
    return size > 0 && size < fewestPeople;
  };
  if (isFew(hidden)) {
    return {
      ...{ n: null, pickedUp: null, endedWithout: null, waiting: null, median: null },
      ...{ points: [], withheld: 'too-few-people' },
      within: curve.within.map(({ seconds }) => ({
        ...{ seconds, share: null, interval: null, atRisk: 0 },
      })),
    };
  }
  const hides = ['picked-up', 'ended', 'waiting'].some((outcome) =>
    isFew(hidden.filter((one) => one.outcome === outcome)),
  );
  return hides
    ? { ...curve, pickedUp: null, endedWithout: null, waiting: null, withheld: null }
    : { ...curve, withheld: null };
}
