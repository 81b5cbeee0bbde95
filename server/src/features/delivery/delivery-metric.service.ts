import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { DeliveryBucket } from '@bellwether/shared/delivery/delivery.schema';
import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import { rateBasis } from '@bellwether/shared/sync-status/metric-coverage.rules';
import { type Bucket, bucketIndexOf, bucketsOf } from '@bellwether/shared/time/buckets';
import { type Instant, instantOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import type { DeliveredDeployment } from '../../db/load-deployment-facts.ts';
import { refuseTooManyBuckets } from '../cycle-time/period.rules.ts';
import { chooseRepositories } from './choose-deployments.service.ts';
import { countDeliveries, describeBuckets } from './count-deliveries.rules.ts';
import { readDeliveries, readReadings } from './deliveries.store.ts';
import { chosenOf, firstOf } from './overview.service.ts';

export const deliveryMetrics = ['deployment-frequency', 'change-failure', 'recovery-time'] as const;
export type DeliveryMetric = (typeof deliveryMetrics)[number];

export type DeliveryMetricQuestion = {
  metric: DeliveryMetric;
  /** Half-open. */
  from: Date;
  to: Date;
  bucket: BucketSize;
  /** Node ids; none: all. */
  repositories: string[];
  teams: string[];
};

/** One entry for each bucket, in the shape of all metrics (C20); what a metric has beside it has names of its own. */
export type DeliveryMetricAnswer = {
  definitionVersion: number;
  dataAsOf: string | null;
  buckets: (Statistics & Record<string, unknown>)[];
};

type Statistics = {
  start: string;
  n: number;
  p50: number | null;
  p75: number | null;
  p90: number | null;
  mean: number | null;
  interval80: [number, number] | null;
  censored: number;
  excluded: Record<string, number>;
};

/**
 * A measure of deployments by buckets, for other programs (B15). Counts are 0 where there are none; rates and durations are null.
 * @throws AppError `invalid_input` when the period has too many buckets
 */
export async function readDeliveryMetric(
  app: Pick<AppContext, 'db' | 'clock'>,
  question: DeliveryMetricQuestion,
  sight: Sight,
  zone = 'UTC',
): Promise<DeliveryMetricAnswer> {
  const from = instantOf(question.from);
  const to = instantOf(question.to);
  refuseTooManyBuckets(to - from, question.bucket);
  const { repositories } = await chooseRepositories(app, question, sight.scope);
  const asked = { from, to, repositories, teams: question.teams };
  const delivery = await readDeliveries(app.db.pool, asked);
  const buckets = bucketsOf(from, to, question.bucket, zone);
  const now = instantOf(app.clock());
  const firstAt = firstOf(delivery);
  const counts = countDeliveries(chosenOf(delivery), buckets, zone);
  const described = describeBuckets(counts, buckets, now, firstAt);
  const leftOut = countLeftOut([...delivery.deployments.values()], buckets);
  const readings = await readReadings(app.db.pool, repositories);
  return {
    definitionVersion,
    dataAsOf: rateBasis(question.metric, readings).dataAsOf,
    buckets: described.map((bucket, index) => {
      const seen = { bucket, weeks: weeksSeen(buckets[index], firstAt, now) };
      return { start: bucket.start, ...tell[question.metric](seen, leftOut[index] ?? {}) };
    }),
  };
}

const noPercentiles = { p50: null, p75: null, p90: null, interval80: null };

type Told = Omit<Statistics, 'start'> & Record<string, unknown>;
type Seen = { bucket: DeliveryBucket; weeks: number };

const tell: Record<DeliveryMetric, (seen: Seen, leftOut: Record<string, number>) => Told> = {
  'deployment-frequency': ({ bucket, weeks }, excluded) => ({
    ...{ n: bucket.deployments, ...noPercentiles, censored: 0, excluded },
    mean: weeks > 0 ? bucket.deployments / weeks : null,
    daysWithDeployment: bucket.daysWithDeployment,
  }),
  'change-failure': ({ bucket: { changeFailure } }, excluded) => ({
    ...{ n: changeFailure.deployments, ...noPercentiles, mean: changeFailure.ratio, censored: 0 },
    excluded: { ...excluded, ...some({ remediation: changeFailure.remedies }) },
    ...{ failed: changeFailure.failed, suspected: changeFailure.suspected },
    suspectedRatio: changeFailure.suspectedRatio,
  }),
  'recovery-time': ({ bucket }) => {
    const { each: _, ...recovery } = bucket.recovery;
    return { ...recovery, excluded: {} };
  },
};

/** The part of a bucket after the first known deployment and before now, in weeks. */
function weeksSeen(bucket: Bucket | undefined, firstAt: Instant | null, now: Instant): number {
  if (bucket === undefined || firstAt === null) {
    return 0;
  }
  return Math.max(0, Math.min(bucket.to, now) - Math.max(bucket.from, firstAt)) / (7 * 86_400);
}

/** By bucket: deployments that do not count, by why. */
function countLeftOut(
  deployments: readonly DeliveredDeployment[],
  buckets: readonly Bucket[],
): Record<string, number>[] {
  const counts = buckets.map(() => ({ redeploy: 0, failed: 0 }));
  for (const { isChosen, isCounted, step, finishedAt, failedAt } of deployments) {
    const at = finishedAt ?? failedAt;
    const count = at === null ? undefined : counts[bucketIndexOf(buckets, instantOf(at))];
    if (isChosen && !isCounted && count !== undefined) {
      count[step === 'failed' ? 'failed' : 'redeploy'] += 1;
    }
  }
  return counts.map(some);
}

function some(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}
