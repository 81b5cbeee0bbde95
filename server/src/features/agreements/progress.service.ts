import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { AgreementMetric } from '@bellwether/shared/agreements/agreement.terms';
import {
  type AgreementProgress,
  type AgreementTarget,
  type AgreementWait,
  isHeadsUp,
  judge,
  splitWaits,
  summariseWaits,
} from '@bellwether/shared/agreements/agreement-progress.metric';
import { readWaits } from '@bellwether/shared/agreements/agreement-waits.metric';
import type {
  AgreementProgressShown,
  ShownProgress,
} from '@bellwether/shared/agreements/agreements.schema';
import type { Clock } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { calendarOfAuthor } from '@bellwether/shared/pull-requests/fact-rules';
import { calendarOfPickup } from '@bellwether/shared/pull-requests/pickup-hours';
import { type Bucket, bucketsOf } from '@bellwether/shared/time/buckets';
import { dateOf, formatInstant, type Instant, instantOf } from '@bellwether/shared/time/instant';
import type { AppContext } from '../../app-context.ts';
import { gatherPeople, type Withheld, withholdFew } from '../cycle-time/few-people.metric.ts';
import { loadEverybodysCalendars, loadInForce } from './agreements.store.ts';
import { loadAgreementRows, loadBehindAccounts } from './waits.store.ts';

export type WaitsQuestion = AgreementTarget & {
  teamId: string;
  metric: AgreementMetric;
  clock: Clock;
  repositoryIds: readonly string[];
  /** The waits that began in `[from, to)`. */
  from: Instant;
  to: Instant;
};

type Context = Pick<AppContext, 'db' | 'clock'>;

/** Everything that began to wait in the period, by the definitions in force. */
export async function readWaitsOf(
  { db, clock }: Context,
  { metric, clock: by, teamId, repositoryIds, from, to }: WaitsQuestion,
): Promise<AgreementWait[]> {
  const now = clock();
  const { rules } = await loadInForce(db.pool);
  const calendars =
    metric === 'review-request' ? await loadEverybodysCalendars(db.pool, now) : null;
  const rows = await loadAgreementRows(db.pool, { metric, teamId, repositoryIds, from });
  const question = {
    ...{ metric, clock: by, now: instantOf(now) },
    calendarOfAuthor: (accountId: string | null) => calendarOfAuthor(rules, accountId),
    calendarOfPickup: (authorId: string | null, askedIds: readonly string[]) =>
      calendarOfPickup(rules, authorId, askedIds),
    calendarOfReviewer: (accountId: string | null) =>
      calendars?.ofAccount(accountId) ?? rules.calendar,
  };
  return rows
    .flatMap((row) => readWaits(row, question))
    .filter(({ startAt }) => from <= startAt && startAt < to);
}

/** What is shown of an agreement; `headsUp` counts what soon will wait beyond the time. Null: withheld. */
export type ShownAgreement = { progress: AgreementProgressShown; headsUp: number | null };

/**
 * By the weeks in which waits began, as far as they may be told; what one or two hidden people did is withheld, and so is how
 * many still wait where one or two of them do.
 */
export async function showProgress(
  { db, clock }: Context,
  waits: readonly AgreementWait[],
  target: AgreementTarget & { from: Instant; to: Instant },
  oneByOne: RowScope | null,
  zone: string,
): Promise<ShownAgreement> {
  const now = instantOf(clock());
  const weeks = target.from < target.to ? bucketsOf(target.from, target.to, 'week', zone) : [];
  const parts = splitWaits(waits, weeks);
  const hide = await findHiders({ db }, waits, oneByOne);
  const withheld = hide(parts);
  const open = withholdOpen(parts, target, hide);
  const summaries = parts.map((part) => summariseWaits(part, target));
  const judged = summaries.filter(
    (summary, index) =>
      summary.isKept !== null && isOver(weeks[index], now) && withheld.cells[index] === false,
  );
  const progress: AgreementProgressShown = {
    bucket: 'week',
    weeks: summaries.map((summary, index) => ({
      ...show(summary, withheld.cells[index] ?? true, {
        openBreached: open.openBreached.cells[index] ?? true,
        undecided: open.undecided.cells[index] ?? true,
      }),
      start: say(weeks[index]?.start ?? target.from),
      end: say(weeks[index]?.to ?? target.to),
      isPartial: !isOver(weeks[index], now),
    })),
    whole: show(summariseWaits(waits, target), withheld.whole, {
      openBreached: open.openBreached.whole,
      undecided: open.undecided.whole,
    }),
    keptWeeks: judged.filter(({ isKept }) => isKept === true).length,
    judgedWeeks: judged.length,
  };
  const soon = waits.filter((wait) => isHeadsUp(wait, target));
  return { progress, headsUp: withheld.whole || open.headsUp ? null : soon.length };
}

const say = (at: Instant) => formatInstant(dateOf(at));

/** A week that is cut off at this moment is still filling. */
function isOver(week: Bucket | undefined, now: Instant): boolean {
  return week !== undefined && week.to < now;
}

type Hide = (parts: readonly (readonly AgreementWait[])[]) => Withheld;

/** Which parts are about one or two hidden people: who wrote it, or, of requests for a review, who was asked. */
async function findHiders(
  { db }: Pick<AppContext, 'db'>,
  waits: readonly AgreementWait[],
  oneByOne: RowScope | null,
): Promise<Hide> {
  if (oneByOne?.teamIds === 'all') {
    return (parts) => ({ cells: parts.map(() => false), whole: false });
  }
  const ids = waits.flatMap((wait) => [wait.authorId ?? [], wait.reviewerId ?? []].flat());
  const behind = await loadBehindAccounts(db.pool, [...new Set(ids)], oneByOne);
  const withheldBy = (
    parts: readonly (readonly AgreementWait[])[],
    idOf: (wait: AgreementWait) => string | null,
  ) =>
    withholdFew(
      gatherPeople(
        parts.flatMap((part, bucket) =>
          part.flatMap((wait) => {
            const found = behind.get(idOf(wait) ?? '');
            return found === undefined || found.isSeen ? [] : [{ bucket, person: found.person }];
          }),
        ),
        parts.length,
      ),
    );
  return (parts) => {
    const authors = withheldBy(parts, ({ authorId }) => authorId);
    const reviewers = withheldBy(parts, ({ reviewerId }) => reviewerId);
    return {
      cells: authors.cells.map((isFew, part) => isFew || reviewers.cells[part] === true),
      whole: authors.whole || reviewers.whole,
    };
  };
}

/** Which counts of what still waits are withheld. */
function withholdOpen(
  parts: readonly (readonly AgreementWait[])[],
  target: AgreementTarget,
  hide: Hide,
): { openBreached: Withheld; undecided: Withheld; headsUp: boolean } {
  const only = (isMeant: (wait: AgreementWait) => boolean) =>
    parts.map((part) => part.filter(isMeant));
  const isUndecided = (wait: AgreementWait) => judge(wait, target) === 'undecided';
  const soon = only((wait) => isHeadsUp(wait, target));
  // What is undecided is told too: what is left of it without these may not be about so few either.
  const later = only((wait) => isUndecided(wait) && !isHeadsUp(wait, target));
  return {
    openBreached: hide(only((wait) => wait.state === 'open' && judge(wait, target) === 'breached')),
    undecided: hide(only(isUndecided)),
    headsUp: hide(soon).whole || hide(later).whole,
  };
}

function show(
  progress: AgreementProgress,
  isWithheld: boolean,
  open: { openBreached: boolean; undecided: boolean },
): ShownProgress {
  return isWithheld
    ? {
        ...{ n: null, kept: null, breached: null, openBreached: null, undecided: null },
        ...{ withdrawn: null, share: null, interval80: null, isKept: null },
        withheld: 'too-few-people',
      }
    : {
        ...progress,
        openBreached: open.openBreached ? null : progress.openBreached,
        undecided: open.undecided ? null : progress.undecided,
        withheld: null,
      };
}
