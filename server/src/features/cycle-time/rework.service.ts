import type {
  Rework,
  ReworkInput,
  ShownRework,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import {
  describeRework,
  type ReworkFigures,
  summariseRework,
} from '@bellwether/shared/cycle-time/rework.metric';
import { dateOf, formatInstant, instantOf } from '@bellwether/shared/time/instant';
import { chooseForTotals } from '../../access/choose-within.ts';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { gatherPeople, withholdFew } from './few-people.metric.ts';
import { mayHidePeople } from './hidden-people.store.ts';
import { readPeriod } from './period.rules.ts';
import { findBehindRework, loadReworkRows, type MergedQuery } from './rework.store.ts';
import { showFigures } from './shown-figures.rules.ts';

/**
 * How often what was merged had been sent back, for how long, and how it was approved (B6, B7).
 * @throws AppError `invalid_input` when the period has too many buckets, `forbidden` for an author whom the caller may not see
 */
export async function readRework(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  input: ReworkInput,
  sight: Sight,
  zone = 'UTC',
): Promise<Rework> {
  const choice = await chooseForTotals(db.pool, sight, input.filter);
  const { from, to, previousFrom, buckets } = readPeriod(input.filter, input.bucket, zone);
  const now = instantOf(clock());
  // Bucket 0 is the whole period before.
  const borders = [previousFrom, ...buckets.map((bucket) => bucket.from), to];
  const query: MergedQuery = { clock: input.clock, choice, borders };
  const [rows, hidden] = await Promise.all([
    loadReworkRows(db.pool, query),
    mayHidePeople(sight, choice) ? findBehindRework(db.pool, query, sight) : [],
  ]);
  const cells = gatherPeople(hidden, borders.length - 1);
  const before = withholdFew(cells.slice(0, 1));
  const current = withholdFew(cells.slice(1));
  const isNow = ({ mergedAt }: { mergedAt: number }) => mergedAt >= from;
  return {
    ...{ zone, now: formatInstant(dateOf(now)), clock: input.clock },
    buckets: summariseRework(rows, buckets).map(({ n, cycles }, index) => {
      const bucket = buckets[index];
      const isWithheld = current.cells[index] ?? true;
      return {
        start: formatInstant(dateOf(bucket?.start ?? from)),
        isPartial: bucket !== undefined && bucket.from <= now && now < bucket.to,
        n: isWithheld ? null : n,
        cycles: isWithheld ? null : cycles,
      };
    }),
    summary: show(describeRework(rows.filter(isNow)), current.whole),
    previous: show(describeRework(rows.filter((row) => !isNow(row))), before.whole),
  };
}

function show(figures: ReworkFigures, isWithheld: boolean): ShownRework {
  return isWithheld
    ? null
    : {
        ...figures,
        rework: showFigures(figures.rework, false),
        firstApproval: showFigures(figures.firstApproval, false),
        finalApproval: showFigures(figures.finalApproval, false),
      };
}
