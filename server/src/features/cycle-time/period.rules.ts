import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { AppError } from '@bellwether/shared/errors/app-error';
import { type Bucket, bucketsOf } from '@bellwether/shared/time/buckets';
import type { Instant } from '@bellwether/shared/time/instant';
import { startOfDay } from '@bellwether/shared/time/local-day';

const DAY = 86_400;
const daysIn = { day: 1, week: 7, month: 28 } as const satisfies Record<BucketSize, number>;
/** Two years of days, and the two before them. */
const MOST_BUCKETS = 800;

/** `[from, to)` in local days, as instants, and the period of as many days right before it. */
export type Period = {
  from: Instant;
  to: Instant;
  previousFrom: Instant;
  buckets: Bucket[];
  previousBuckets: Bucket[];
};

/** @throws AppError `invalid_input` when the period has more buckets than a chart can show. */
export function readPeriod(
  days: { from: string; to: string },
  size: BucketSize,
  timeZone: string,
): Period {
  const length = Date.parse(days.to) - Date.parse(days.from);
  refuseTooManyBuckets(length / 1000, size);
  const previousDay = new Date(Date.parse(days.from) - length).toISOString();
  const from = startOfDay(days.from, timeZone);
  const to = startOfDay(days.to, timeZone);
  const previousFrom = startOfDay(previousDay.slice(0, previousDay.indexOf('T')), timeZone);
  return {
    from,
    to,
    previousFrom,
    buckets: bucketsOf(from, to, size, timeZone),
    previousBuckets: bucketsOf(previousFrom, from, size, timeZone),
  };
}

/** @throws AppError `invalid_input` when a period of so many seconds has more buckets than a chart can show. */
export function refuseTooManyBuckets(seconds: number, size: BucketSize): void {
  if (seconds / DAY / daysIn[size] > MOST_BUCKETS) {
    throw new AppError('invalid_input', `That is more than ${MOST_BUCKETS} points by ${size}.`, {
      field: 'bucket',
      remedy: 'Choose a shorter period, or a larger step.',
    });
  }
}
