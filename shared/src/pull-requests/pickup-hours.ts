import { type Instant, instantOf, isUpTo } from '../time/instant.ts';
import type { WorkCalendar } from '../time/work-calendar.ts';
import { calendarOfAny } from '../time/work-calendar-union.ts';
import type { Actors } from './actors.ts';
import { calendarOfAuthor, type FactRules } from './fact-rules.ts';
import type { ReviewTurn } from './review-turn.ts';

/** What it is read from whose hours count for a first review. With the first alone all keep the organisation's calendar. */
export type HoursRules = Pick<FactRules, 'calendar'> &
  Partial<Pick<FactRules, 'authorCalendars' | 'personCalendars' | 'teamsOfAuthors'>>;

/** The calendars of the rules alone. */
export function hoursOf(rules: FactRules): HoursRules {
  const { calendar, authorCalendars, personCalendars, teamsOfAuthors } = rules;
  return { calendar, authorCalendars, personCalendars, teamsOfAuthors };
}

/** By whose hours the wait for a first review or response is told (B13). */
export type PickupHours = {
  calendar: WorkCalendar;
  /** asked: of those who were asked; team: of the others on the author's teams; author: as all other stages. */
  whose: 'asked' | 'team' | 'author';
  /** How many people they are; 0 for `author`. */
  people: number;
};

/**
 * The people who were asked one by one before the first review, each once (B13). Whose request was taken back before it is
 * not waited for; nor are machines, the author, or logins that nobody has any more.
 */
export function readAskedIds(
  turns: readonly ReviewTurn[],
  firstReviewAt: Instant | null,
  actors: Actors,
): string[] {
  const asked = turns.flatMap(({ reviewerKind, reviewerId, requestedAt, endedAt, outcome }) => {
    const isTakenBack =
      outcome === 'removed' && endedAt !== null && isUpTo(firstReviewAt, instantOf(endedAt));
    return reviewerKind === 'account' &&
      !isTakenBack &&
      isUpTo(firstReviewAt, instantOf(requestedAt)) &&
      actors.isSomeoneElse(reviewerId)
      ? [reviewerId]
      : [];
  });
  return [...new Set(asked)];
}

/**
 * Whenever one of the people works who may give the first review: those who were asked, else the others on the author's
 * teams. Where nobody of them said when they work, the hours of the author's team, else the organisation's (B13).
 */
export function readPickupHours(
  rules: HoursRules,
  authorId: string | null,
  askedIds: readonly string[],
): PickupHours {
  if (askedIds.length > 0) {
    return hoursOfAny(rules, askedIds, 'asked', askedIds.length) ?? hoursOfAuthor(rules, authorId);
  }
  return hoursOfTeam(rules, authorId) ?? hoursOfAuthor(rules, authorId);
}

/** The calendar alone. */
export function calendarOfPickup(
  rules: HoursRules,
  authorId: string | null,
  askedIds: readonly string[],
): WorkCalendar {
  return readPickupHours(rules, authorId, askedIds).calendar;
}

function hoursOfAuthor(rules: HoursRules, authorId: string | null): PickupHours {
  return { calendar: calendarOfAuthor(rules, authorId), whose: 'author', people: 0 };
}

const remembered = new WeakMap<object, Map<string, PickupHours | null>>();

/** Remembered by the teams themselves: everybody on a team opens many pull requests. */
function hoursOfTeam(rules: HoursRules, authorId: string | null): PickupHours | null {
  const { teamsOfAuthors } = rules;
  if (teamsOfAuthors === undefined || authorId === null || !teamsOfAuthors.has(authorId)) {
    return null;
  }
  const known = remembered.get(teamsOfAuthors) ?? new Map<string, PickupHours | null>();
  const found = known.get(authorId);
  if (found !== undefined) {
    return found;
  }
  const people = new Set(teamsOfAuthors.get(authorId)?.flat());
  const others = [...people].filter((accounts) => !accounts.includes(authorId));
  const made = hoursOfAny(rules, others.flat(), 'team', others.length);
  remembered.set(teamsOfAuthors, known.set(authorId, made));
  return made;
}

/** Null: none of them said anything of their own, nor did their teams. */
function hoursOfAny(
  rules: HoursRules,
  accountIds: readonly string[],
  whose: PickupHours['whose'],
  people: number,
): PickupHours | null {
  const { calendar, authorCalendars, personCalendars } = rules;
  if (
    !accountIds.some((id) => authorCalendars?.has(id) === true || personCalendars?.has(id) === true)
  ) {
    return null;
  }
  const any = calendarOfAny(
    accountIds.map((id) => personCalendars?.get(id) ?? authorCalendars?.get(id) ?? calendar),
  );
  return any === null ? null : { calendar: any, whose, people };
}
