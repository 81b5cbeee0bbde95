import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { AgreementMetric } from '@bellwether/shared/agreements/agreement.terms';
import {
  type AgreementProgress,
  type AgreementTarget,
  type AgreementWait,
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
    calendarOfReviewer: (accountId: string | null) =>
      calendars?.ofAccount(accountId) ?? rules.calendar,
  };
  return rows
    .flatMap((row) => readWaits(row, question))
    .filter(({ startAt }) => from <= startAt && startAt < to);
}

/** By the weeks in which waits began, as far as they may be told; what one or two hidden people did is withheld. */
export async function showProgress(
  { db, clock }: Context,
  waits: readonly AgreementWait[],
  target: AgreementTarget & { from: Instant; to: Instant },
  oneByOne: RowScope | null,
  zone: string,
): Promise<AgreementProgressShown> {
  const now = instantOf(clock());
  const weeks = target.from < target.to ? bucketsOf(target.from, target.to, 'week', zone) : [];
  const parts = splitWaits(waits, weeks);
  const withheld = await withhold({ db }, parts, oneByOne);
  const summaries = parts.map((part) => summariseWaits(part, target));
  const judged = summaries.filter(
    (summary, index) =>
      summary.isKept !== null && isOver(weeks[index], now) && withheld.cells[index] === false,
  );
  return {
    bucket: 'week',
    weeks: summaries.map((summary, index) => ({
      ...show(summary, withheld.cells[index] ?? true),
      start: say(weeks[index]?.start ?? target.from),
      end: say(weeks[index]?.to ?? target.to),
      isPartial: !isOver(weeks[index], now),
    })),
    whole: show(summariseWaits(waits, target), withheld.whole),
    keptWeeks: judged.filter(({ isKept }) => isKept === true).length,
    judgedWeeks: judged.length,
  };
}

const say = (at: Instant) => formatInstant(dateOf(at));

/** A week that is cut off at this moment is still filling. */
function isOver(week: Bucket | undefined, now: Instant): boolean {
  return week !== undefined && week.to < now;
}

/** What is about one or two hidden people: who wrote it, or, of requests for a review, who was asked. */
async function withhold(
  { db }: Pick<AppContext, 'db'>,
  parts: readonly (readonly AgreementWait[])[],
  oneByOne: RowScope | null,
): Promise<Withheld> {
  if (oneByOne?.teamIds === 'all') {
    return { cells: parts.map(() => false), whole: false };
  }
  const ids = parts.flat().flatMap((wait) => [wait.authorId ?? [], wait.reviewerId ?? []].flat());
  const behind = await loadBehindAccounts(db.pool, [...new Set(ids)], oneByOne);
  const withheldBy = (idOf: (wait: AgreementWait) => string | null) =>
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
  const authors = withheldBy(({ authorId }) => authorId);
  const reviewers = withheldBy(({ reviewerId }) => reviewerId);
  return {
    cells: authors.cells.map((isFew, week) => isFew || reviewers.cells[week] === true),
    whole: authors.whole || reviewers.whole,
  };
}

function show(progress: AgreementProgress, isWithheld: boolean): ShownProgress {
  return isWithheld
    ? {
        ...{ n: null, kept: null, breached: null, openBreached: null, undecided: null },
        ...{ withdrawn: null, share: null, interval80: null, isKept: null },
        withheld: 'too-few-people',
      }
    : { ...progress, withheld: null };
}
