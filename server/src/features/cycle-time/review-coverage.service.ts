import type { ReviewCoverage } from '@bellwether/shared/cycle-time/cycle-time.schema';
import {
  emptyGradeCounts,
  type GradeCounts,
} from '@bellwether/shared/cycle-time/review-grades.metric';
import { dateOf, formatInstant } from '@bellwether/shared/time/instant';
import { chooseForTotals } from '../../access/choose-within.ts';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import type { ReviewCoverageInput } from './cycle-time-inputs.schema.ts';
import { readPeriod } from './period.rules.ts';
import { countGrades, type GradeCount, loadUnreviewed } from './review-coverage.store.ts';
import { withholdMerged } from './withhold.service.ts';

const MOST_ITEMS = 500;

/** How what was merged in the period was reviewed (B11), of people and machines alike. Zero is a count here. */
export async function readReviewCoverage(
  { db }: Pick<AppContext, 'db'>,
  { filter, bucket }: ReviewCoverageInput,
  sight: Sight,
  zone = 'UTC',
): Promise<ReviewCoverage> {
  const { from, to, previousFrom, buckets } = readPeriod(filter, bucket, zone);
  // Bucket 0 is the whole period before.
  const borders = [previousFrom, ...buckets.map((one) => one.from), to];
  const choice = await chooseForTotals(db.pool, sight, filter);
  const counts = await countGrades(db.pool, choice, borders);
  const { oneByOne } = sight;
  const items =
    oneByOne === null
      ? null
      : await loadUnreviewed(db.pool, { ...filter, scope: oneByOne }, from, to, MOST_ITEMS);
  const inPeriod = counts.filter((count) => count.bucket > 0);
  const { previous, current } = await withholdMerged(db, sight, 'grades', choice, borders);
  return {
    merged: current.whole ? null : inPeriod.reduce((sum, { count }) => sum + count, 0),
    byGrade: current.whole ? null : addUp(inPeriod),
    previousByGrade: previous.whole ? null : addUp(counts.filter((count) => count.bucket === 0)),
    buckets: buckets.map(({ start }, index) => ({
      start: formatInstant(dateOf(start)),
      byGrade:
        current.cells[index] === true
          ? null
          : addUp(counts.filter((count) => count.bucket === index + 1)),
    })),
    items,
  };
}

function addUp(counts: readonly GradeCount[]): GradeCounts {
  const byGrade = emptyGradeCounts();
  for (const { grade, count } of counts) {
    byGrade[grade] += count;
  }
  return byGrade;
}
