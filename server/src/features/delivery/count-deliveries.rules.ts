import { rateChangeFailures, reworkRatio } from '@bellwether/shared/delivery/change-failure.metric';
import type { CountedDeployment } from '@bellwether/shared/delivery/counted-deployment';
import type { DeliveryBucket, DeliverySummary } from '@bellwether/shared/delivery/delivery.schema';
import {
  countDeployments,
  rateFrequency,
} from '@bellwether/shared/delivery/deployment-frequency.metric';
import { rateRecoveryTimes } from '@bellwether/shared/delivery/recovery-time.metric';
import { type Bucket, wholePeriod } from '@bellwether/shared/time/buckets';
import { dateOf, formatInstant, type Instant } from '@bellwether/shared/time/instant';
import type { DeliveredDeployment } from '../../db/load-deployment-facts.ts';

type Counts = Pick<
  DeliveryBucket,
  'deployments' | 'daysWithDeployment' | 'changeFailure' | 'rework' | 'recovery'
>;

/** The measures of deployments, by bucket. */
export function countDeliveries(
  deployments: readonly CountedDeployment[],
  buckets: readonly Bucket[],
  zone: string,
): Counts[] {
  const frequency = countDeployments(deployments, buckets, zone);
  const failures = rateChangeFailures(deployments, buckets);
  const recoveries = rateRecoveryTimes(deployments, buckets);
  return buckets.map((_, index) => {
    const changeFailure = failures[index];
    const recovery = recoveries[index];
    if (changeFailure === undefined || recovery === undefined) {
      throw new Error('a bucket has no entry of its own');
    }
    return {
      ...(frequency[index] ?? { deployments: 0, daysWithDeployment: 0 }),
      ...{ changeFailure, recovery, rework: reworkRatio(changeFailure) },
    };
  });
}

/** `firstAt` null: no deployment is known. */
export function describeBuckets(
  counts: readonly Counts[],
  buckets: readonly Bucket[],
  now: Instant,
  firstAt: Instant | null,
): DeliveryBucket[] {
  return counts.map((count, index) => {
    const { start, from, to } = buckets[index] ?? wholePeriod(0, 0);
    return {
      ...count,
      start: formatInstant(dateOf(start)),
      end: formatInstant(dateOf(to)),
      isPartial: from <= now && now < to,
      isBeforeData: firstAt === null || to <= firstAt,
    };
  });
}

export type SummaryQuestion = {
  counted: readonly CountedDeployment[];
  /** With those that do not count, and those that never succeeded. */
  deployments: readonly DeliveredDeployment[];
  from: Instant;
  to: Instant;
  now: Instant;
  zone: string;
  firstAt: Instant | null;
};

/** The whole of a period. */
export function summariseDeliveries(question: SummaryQuestion): DeliverySummary {
  const { counted, deployments, from, to, now, zone, firstAt } = question;
  const [whole] = countDeliveries(counted, [wholePeriod(from, to)], zone);
  if (whole === undefined) {
    throw new Error('a period has no entry of its own');
  }
  const { perWeek, daysPerWeek, pace } = rateFrequency(counted, firstAt, {
    ...{ from, to, now, timeZone: zone },
  });
  const within = (at: Date | null) => at !== null && at >= dateOf(from) && at < dateOf(to);
  const ended = deployments.filter(({ finishedAt, failedAt }) => within(finishedAt ?? failedAt));
  const count = (step: DeliveredDeployment['step']) =>
    ended.filter((one) => one.step === step).length;
  const inPeriod = counted.filter(
    (one) => one.isCounted && one.finishedAt >= from && one.finishedAt < to,
  );
  return {
    ...whole,
    ...{ perWeek, daysPerWeek, pace },
    services: new Set(inPeriod.map(({ serviceKey }) => serviceKey)).size,
    baselines: count('baseline'),
    redeploys: ended.filter(({ step, isCounted }) => step === 'redeploy' && !isCounted).length,
    notKnown: count('not-known'),
    failedRuns: count('failed'),
  };
}
