import type { ShownBucket } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type {
  BucketSize,
  Clock,
  CycleTimeMetric,
} from '@bellwether/shared/cycle-time/cycle-time.terms';
import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import { hoursOf } from '@bellwether/shared/pull-requests/pickup-hours';
import { rateBasis } from '@bellwether/shared/sync-status/metric-coverage.rules';
import { bucketsOf } from '@bellwether/shared/time/buckets';
import { instantOf } from '@bellwether/shared/time/instant';
import { type Sight, seesEverybody } from '../../access/sight.ts';
import { limitTo, loadVisibleRepositories } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { type DurationQuestion, queryOf, readDurations } from './durations.service.ts';
import { readReadings } from './foundations.store.ts';
import { refuseTooManyBuckets } from './period.rules.ts';
import { tellMakers } from './rule-names.rules.ts';
import { loadDefinitions } from './rules-in-force.store.ts';
import { withholdDurations } from './withhold.service.ts';

export type MetricQuestion = {
  metric: CycleTimeMetric;
  /** Half-open. */
  from: Date;
  to: Date;
  bucket: BucketSize;
  clock: Clock;
  /** Node ids; none: all. */
  repositories: string[];
  /** `slug` or `organisation/slug` of the authors' teams; none: all. */
  teams?: string[];
};

/** Durations in seconds; null where nothing is known. */
export type MetricAnswer = {
  definitionVersion: number;
  dataAsOf: string | null;
  /** Who made the rules that leave something out in any bucket, by the rule's name (B14). */
  ruleMakers: Record<string, string>;
  /** `withheld` stands on those alone whose numbers are: the caller sees no single person, and too few stand behind them. */
  buckets: (Omit<ShownBucket, 'end' | 'isPartial' | 'isKaplanMeier' | 'withheld'> & {
    withheld?: 'too-few-people';
  })[];
};

/**
 * One metric by buckets, for other programs.
 * @throws AppError `invalid_input` when the period has too many buckets.
 */
export async function readMetric(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  question: MetricQuestion,
  sight: Sight,
  zone = 'UTC',
): Promise<MetricAnswer> {
  const from = instantOf(question.from);
  const to = instantOf(question.to);
  refuseTooManyBuckets(to - from, question.bucket);
  const periods = [bucketsOf(from, to, question.bucket, zone)];
  const { rules } = await loadDefinitions(db);
  const asked: DurationQuestion = {
    metric: question.metric,
    clock: question.clock,
    filter: {
      ...{ repositories: question.repositories, teams: question.teams },
      ...{ authors: [], baseBranches: [], labels: [], scope: sight.scope },
    },
    now: instantOf(clock()),
    ...hoursOf(rules),
  };
  const durations = readDurations(db, asked, periods);
  const [answer] = await withholdDurations(
    db,
    sight,
    queryOf(asked, periods),
    durations,
    rules.exclusions,
  );
  const buckets = answer?.buckets ?? [];
  const visible = await loadVisibleRepositories(db.pool, sight.scope);
  const readings = await readReadings(db.pool, limitTo(visible, question.repositories));
  return {
    definitionVersion,
    dataAsOf: rateBasis(question.metric, readings).dataAsOf,
    ruleMakers: tellMakers(
      Object.assign({}, ...buckets.map(({ excluded }) => excluded)),
      rules.exclusions,
      seesEverybody(sight),
    ),
    buckets: buckets.map(({ end: _, isPartial: __, isKaplanMeier: ___, withheld, ...entry }) =>
      withheld === null ? entry : { ...entry, withheld },
    ),
  };
}
