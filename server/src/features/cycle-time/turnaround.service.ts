import type {
  ShownTurns,
  Turnaround,
  TurnaroundInput,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import {
  groupByReviewer,
  summariseTurns,
  type TurnFigures,
} from '@bellwether/shared/cycle-time/review-turns.metric';
import { wholePeriod } from '@bellwether/shared/time/buckets';
import { dateOf, formatInstant, type Instant, instantOf } from '@bellwether/shared/time/instant';
import { workSeconds } from '@bellwether/shared/time/work-calendar';
import { chooseForTotals } from '../../access/choose-within.ts';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { gatherPeople, withholdFew } from './few-people.metric.ts';
import { readCalendars } from './foundations.store.ts';
import { type Period, readPeriod } from './period.rules.ts';
import { loadTitles, loadTurns, type StoredTurn } from './review-turns.store.ts';
import { showFigures } from './shown-figures.rules.ts';

const MOST_OPEN = 50;

type Measure = (turn: StoredTurn, until: Instant) => number;

/**
 * How long requests for a review waited for their answer, by the reviewer's own hours (B5, B13): pooled for the team, and
 * by name for whoever may see people one by one.
 * @throws AppError `invalid_input` when the period has too many buckets, `forbidden` for an author whom the caller may not see
 */
export async function readTurnaround(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  input: TurnaroundInput,
  sight: Sight,
  zone = 'UTC',
): Promise<Turnaround> {
  const choice = await chooseForTotals(db.pool, sight, input.filter);
  const period = readPeriod(input.filter, input.bucket, zone);
  const now = instantOf(clock());
  const { previousFrom: from, to } = period;
  const [turns, calendars] = await Promise.all([
    loadTurns(db.pool, choice, { from, to }, sight),
    readCalendars(db.pool, dateOf(now)),
  ]);
  const measure: Measure = (turn, until) =>
    input.clock === 'work'
      ? workSeconds(calendars.ofAccount(turn.accountId), turn.requestedAt, until)
      : until - turn.requestedAt;
  const open = turns.filter(({ endedAt, isSeen }) => endedAt === null && isSeen);
  return {
    ...{ zone, now: formatInstant(dateOf(now)), clock: input.clock },
    ...summarisePeriods(turns, period, now, measure, sight),
    reviewers: sight.oneByOne === null ? null : describeReviewers(turns, period, now, measure),
    open: sight.oneByOne === null ? null : await listOpen(db.pool, open, now, measure),
    openTotal: sight.oneByOne === null ? null : open.length,
  };
}

/** Over one or two hidden reviewers nothing is told. */
function summarisePeriods(
  turns: readonly StoredTurn[],
  period: Period,
  now: Instant,
  measure: Measure,
  sight: Sight,
): Pick<Turnaround, 'buckets' | 'summary' | 'previous'> {
  const { buckets } = period;
  const hidden = sight.oneByOne?.teamIds === 'all' ? [] : turns.filter(({ isSeen }) => !isSeen);
  const behind = buckets.map((bucket) => peopleOf(hidden, bucket.from, bucket.to));
  const withheld = withholdFew(behind);
  const [before] = withholdFew([peopleOf(hidden, period.previousFrom, period.from)]).cells;
  const whole = summariseTurns(turns, [wholePeriod(period.from, period.to)], now, measure)[0];
  const previous = summariseTurns(
    turns,
    [wholePeriod(period.previousFrom, period.from)],
    now,
    measure,
  )[0];
  return {
    buckets: summariseTurns(turns, buckets, now, measure).map((figures, index) => {
      const bucket = buckets[index];
      return {
        ...show(figures, withheld.cells[index] ?? true),
        start: formatInstant(dateOf(bucket?.start ?? period.from)),
        end: formatInstant(dateOf(bucket?.to ?? period.to)),
        isPartial: bucket !== undefined && bucket.from <= now && now < bucket.to,
      };
    }),
    summary: show(whole, withheld.whole),
    previous: show(previous, before ?? true),
  };
}

function peopleOf(turns: readonly StoredTurn[], from: Instant, to: Instant): ReadonlySet<string> {
  const found = turns
    .filter(({ requestedAt, endedAt }) => requestedAt < to && (endedAt === null || endedAt >= from))
    .flatMap(({ person }) => (person === null ? [] : [{ bucket: 0, person }]));
  return gatherPeople(found, 1)[0] ?? new Set();
}

function show(figures: TurnFigures | undefined, isWithheld: boolean): ShownTurns {
  if (figures === undefined) {
    throw new Error('a period has no figures');
  }
  const { waiting, lost } = figures;
  return {
    ...showFigures(figures, isWithheld),
    ...(isWithheld ? { waiting: null, lost: null } : { waiting, lost }),
  };
}

/** Those whom the caller may see, by name: never by how fast they are. Teams stand among them. */
function describeReviewers(
  turns: readonly StoredTurn[],
  { from, to }: Period,
  now: Instant,
  measure: Measure,
): Turnaround['reviewers'] {
  const seen = turns.filter(
    ({ isSeen, endedAt }) => isSeen && (endedAt === null || endedAt >= from),
  );
  return [...groupByReviewer(seen).values()]
    .map((own) => ({
      name: own[0]?.name ?? '',
      isTeam: own[0]?.isTeam ?? false,
      figures: show(summariseTurns(own, [wholePeriod(from, to)], now, measure)[0], false),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

async function listOpen(
  db: Parameters<typeof loadTitles>[0],
  open: readonly StoredTurn[],
  now: Instant,
  measure: Measure,
): Promise<Turnaround['open']> {
  const longest = open
    .map((turn) => ({ turn, waitedSeconds: measure(turn, Math.max(now, turn.requestedAt)) }))
    .sort((a, b) => b.waitedSeconds - a.waitedSeconds || a.turn.requestedAt - b.turn.requestedAt)
    .slice(0, MOST_OPEN);
  const titles = await loadTitles(
    db,
    longest.map(({ turn }) => turn.pullRequestId),
  );
  return longest.flatMap(({ turn, waitedSeconds }) => {
    const titled = titles.get(turn.pullRequestId);
    return titled === undefined
      ? []
      : [
          {
            ...titled,
            reviewer: turn.name,
            requestedAt: formatInstant(dateOf(turn.requestedAt)),
            waitedSeconds,
          },
        ];
  });
}
