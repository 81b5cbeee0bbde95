import { hoursOfWeek } from '@bellwether/shared/review-load/hours-of-week.metric';
import type {
  PersonRef,
  ReviewLoadInput,
  ReviewPatterns,
} from '@bellwether/shared/review-load/review-load.schema';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { readPeriod } from '../cycle-time/period.rules.ts';
import { readCalendars } from './calendars.store.ts';
import { chooseReviewed } from './choose-reviewed.ts';
import { type Crowd, loadCrowd } from './crowd.service.ts';
import { type Flow, loadActTimes, loadFlows } from './patterns.store.ts';
import { loadKeys } from './people-keys.store.ts';
import { isTooFew } from './withhold.rules.ts';

/** When reviews are done, by everybody's own clock, and who reviews whom. */
export async function readPatterns(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  { filter, bucket }: ReviewLoadInput,
  sight: Sight,
  zone = 'UTC',
): Promise<ReviewPatterns> {
  const { from, to } = readPeriod(filter, bucket, zone);
  const choice = await chooseReviewed(db.pool, sight, filter);
  const [times, flows, calendars] = await Promise.all([
    loadActTimes(db.pool, choice, from, to),
    loadFlows(db.pool, choice, from, to),
    readCalendars(db.pool, clock()),
  ]);
  const keys = await loadKeys(
    db.pool,
    times.map(({ accountId }) => accountId),
  );
  const crowd = await loadCrowd(
    db.pool,
    sight,
    flows.flatMap(({ author, reviewer }) => (author === null ? [reviewer] : [author, reviewer])),
  );
  const acts = times.map((act) => ({
    ...act,
    key: keys.get(act.accountId) ?? act.accountId,
    timeZone: calendars.ofAccount(act.accountId).timeZone,
  }));
  const isFew = isTooFew(keys.values(), crowd);
  const own = acts.filter(({ key }) => key === crowd.ownKey);
  return {
    hours: isFew ? null : hoursOfWeek(acts),
    ownHours: own.length === 0 ? null : hoursOfWeek(own),
    ...tellFlows(flows, crowd),
  };
}

const OTHERS: PersonRef = { key: 'others', name: null, login: null, isYou: false };
const MACHINES: PersonRef = { key: 'machines', name: 'Bots', login: null, isYou: false };

/** Whoever may not be told by name is one of the others; where they are one or two, only what stands between the named is told. */
function tellFlows(flows: readonly Flow[], crowd: Crowd): Pick<ReviewPatterns, 'flows' | 'people'> {
  if (crowd.sight === 'totals') {
    return { flows: null, people: [] };
  }
  const isFew = isTooFew(
    flows.flatMap(({ author, reviewer }) => (author === null ? [reviewer] : [author, reviewer])),
    crowd,
  );
  const keyOf = (key: string | null) => {
    if (key === null) {
      return MACHINES.key;
    }
    return crowd.isSeen(key) ? key : OTHERS.key;
  };
  const sums = new Map<string, { author: string; reviewer: string; pullRequests: number }>();
  for (const flow of flows) {
    const [author, reviewer] = [keyOf(flow.author), keyOf(flow.reviewer)];
    const place = `${author}\n${reviewer}`;
    const sum = sums.get(place) ?? { author, reviewer, pullRequests: 0 };
    sums.set(place, { ...sum, pullRequests: sum.pullRequests + flow.pullRequests });
  }
  const told = [...sums.values()].filter(
    ({ author, reviewer }) => !isFew || (author !== OTHERS.key && reviewer !== OTHERS.key),
  );
  const keys = new Set(told.flatMap(({ author, reviewer }) => [author, reviewer]));
  return { flows: told, people: [...keys].map((key) => personOf(key, crowd)).sort(byName) };
}

function personOf(key: string, crowd: Crowd): PersonRef {
  if (key === MACHINES.key) {
    return MACHINES;
  }
  return key === OTHERS.key ? OTHERS : crowd.refer(key, OTHERS.key);
}

function byName(a: PersonRef, b: PersonRef): number {
  return (a.name ?? '~').localeCompare(b.name ?? '~', 'en', { sensitivity: 'base' });
}
