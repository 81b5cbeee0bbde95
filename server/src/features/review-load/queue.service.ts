import { presenceAt } from '@bellwether/shared/review-load/presence.rules';
import type {
  QueueInput,
  QueueItem,
  QueueOfPerson,
  ReviewQueue,
} from '@bellwether/shared/review-load/review-load.schema';
import {
  dateOf,
  formatInstant,
  type Instant,
  instantOf,
  type Spell,
} from '@bellwether/shared/time/instant';
import { secondsOutside } from '@bellwether/shared/time/spans';
import { type WorkCalendar, workSecondsOutside } from '@bellwether/shared/time/work-calendar';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { type EverybodysCalendars, readCalendars } from './calendars.store.ts';
import { chooseListed, chooseReviewed } from './choose-reviewed.ts';
import { type Crowd, loadCrowd } from './crowd.service.ts';
import {
  type AccountOfLogin,
  type DaysAway,
  loadAbsencesAround,
  loadAccountsByLogin,
} from './people-keys.store.ts';
import { sayPresence } from './presence-words.rules.ts';
import { loadOpenRequests, type OpenRequest } from './queue.store.ts';
import { isTooFew } from './withhold.rules.ts';

/** More than anybody reads; those that have been ready longest are kept. */
const MOST = 2_000;

type Context = Pick<AppContext, 'db' | 'clock'>;

/**
 * Open requests for a review, per person whom the caller may see, the age in the reviewer's own working time. Of more than
 * `most` those that have been ready longest are looked at alone, and the answer says so.
 */
export async function readQueue(
  { db, clock }: Context,
  input: QueueInput,
  sight: Sight,
  zone = 'UTC',
  most = MOST,
): Promise<ReviewQueue> {
  const now = clock();
  const found = await loadOpenRequests(
    db.pool,
    await chooseReviewed(db.pool, sight, input),
    most + 1,
  );
  const totals = found.slice(0, most);
  const listed = await chooseListed(db.pool, sight, input);
  const requests = listed === null ? [] : await loadOpenRequests(db.pool, listed, most);
  const accounts = await loadAccountsByLogin(
    db.pool,
    [...totals, ...requests].flatMap(({ reviewerName, reviewerKind }) =>
      reviewerKind === 'account' && reviewerName !== null ? [reviewerName] : [],
    ),
  );
  const crowd = await loadCrowd(
    db.pool,
    sight,
    [...accounts.values()].map(({ key }) => key),
  );
  const asked = totals.filter(({ reviewerName }) => reviewerName !== null);
  const keysOf = asked.flatMap((one) => accountOf(one, accounts)?.key ?? []);
  const cutAt = found.length > most ? most : null;
  const answer = { now: formatInstant(now), zone, sight: crowd.sight, cutAt };
  const open = isTooFew(keysOf, crowd) ? null : asked.length;
  if (listed === null) {
    return { ...answer, open, people: null, unasked: null };
  }
  const calendars = await readCalendars(db.pool, now);
  const absences = await loadAbsencesAround(db.pool, now);
  return {
    ...{ ...answer, open },
    people: groupByPerson(requests, { accounts, crowd, calendars, absences, now: instantOf(now) }),
    unasked: requests
      .filter(({ reviewerName, hasReview }) => reviewerName === null && !hasReview)
      .map((one) => toItem(one, calendars.organisation, instantOf(now)))
      .sort((a, b) => b.wallSeconds - a.wallSeconds)
      .map(({ workSeconds: _, ...item }) => item),
  };
}

type Parts = {
  accounts: ReadonlyMap<string, AccountOfLogin>;
  crowd: Crowd;
  calendars: EverybodysCalendars;
  absences: ReadonlyMap<string, readonly DaysAway[]>;
  now: Instant;
};

function accountOf(
  { reviewerKind, reviewerName }: OpenRequest,
  accounts: ReadonlyMap<string, AccountOfLogin>,
): AccountOfLogin | null {
  return reviewerKind === 'account' && reviewerName !== null
    ? (accounts.get(reviewerName.toLowerCase()) ?? null)
    : null;
}

function groupByPerson(requests: readonly OpenRequest[], parts: Parts): QueueOfPerson[] {
  const groups = new Map<string, OpenRequest[]>();
  for (const request of requests) {
    const key = groupOf(request, parts);
    if (key !== null) {
      groups.set(key, [...(groups.get(key) ?? []), request]);
    }
  }
  return [...groups]
    .map(([key, list]) => describe(key, list, parts))
    .sort((a, b) => (a.name ?? '~').localeCompare(b.name ?? '~', 'en', { sensitivity: 'base' }));
}

/** The person's key, `team:` with its name, or `others`. Null: nobody is asked, or a stranger. */
function groupOf(request: OpenRequest, { accounts, crowd }: Parts): string | null {
  if (request.reviewerName === null) {
    return null;
  }
  if (request.reviewerKind === 'team') {
    return crowd.sight === 'names' ? `team:${request.reviewerName}` : null;
  }
  const account = accountOf(request, accounts);
  if (account === null || !crowd.isSeen(account.key)) {
    return crowd.sight === 'names' ? 'others' : null;
  }
  return account.key;
}

function describe(key: string, list: readonly OpenRequest[], parts: Parts): QueueOfPerson {
  const { accounts, crowd, calendars, absences, now } = parts;
  const isTeam = key.startsWith('team:');
  const [first] = list;
  const account = first === undefined ? null : accountOf(first, accounts);
  const isPerson = !isTeam && key !== 'others';
  const calendar = calendars.ofAccount(isPerson ? (account?.id ?? null) : null);
  const items = list
    .map((one) => toItem(one, calendar, now))
    .sort((a, b) => b.workSeconds - a.workSeconds || b.wallSeconds - a.wallSeconds);
  const presence = presenceAt(calendar, absences.get(key) ?? [], now);
  const named = isPerson
    ? crowd.refer(key, 'others')
    : { key, name: isTeam ? key.slice('team:'.length) : null, login: null, isYou: false };
  return {
    ...{ ...named, isTeam, open: items.length, timeZone: calendar.timeZone, items },
    minutes: items.reduce((sum, { minutes }) => sum + minutes, 0),
    oldestWorkSeconds: Math.max(0, ...items.map(({ workSeconds }) => workSeconds)),
    presence: isPerson ? sayPresence(presence, calendar.timeZone, now) : '',
  };
}

/** A request made before the change was ready waits from then on. */
function toItem(request: OpenRequest, calendar: WorkCalendar, now: Instant): QueueItem {
  const { readyAt, requestedAt, pauses, reviewerName, reviewerKind, hasReview, ...item } = request;
  const since = Math.max(instantOf(readyAt), requestedAt === null ? 0 : instantOf(requestedAt));
  const spells = pauses.map(
    ({ from, to }): Spell => ({
      from: instantOf(new Date(from)),
      to: to === null ? null : instantOf(new Date(to)),
    }),
  );
  return {
    ...item,
    waitingSince: formatInstant(dateOf(since)),
    workSeconds: workSecondsOutside(calendar, spells, since, now),
    wallSeconds: secondsOutside(spells, since, now),
  };
}
