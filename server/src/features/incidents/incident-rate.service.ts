import type { BucketSize } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { SeverityCounts } from '@bellwether/shared/incidents/incident-rate.metric';
import { type IncidentRate, incidentRate } from '@bellwether/shared/incidents/incident-rate.metric';
import type { Exclusion } from '@bellwether/shared/incidents/incident-rule';
import { countIncidents } from '@bellwether/shared/incidents/incident-trends.metric';
import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import { rateBasis } from '@bellwether/shared/sync-status/metric-coverage.rules';
import { bucketsOf } from '@bellwether/shared/time/buckets';
import { dateOf, formatInstant, instantOf } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { refuseTooManyBuckets } from '../cycle-time/period.rules.ts';
import { chooseIncidents } from './choose-incidents.service.ts';
import { exposureIn, weeksKnown } from './exposure.metric.ts';
import { readExposures } from './exposures.service.ts';
import { loadIncidentFacts, loadIncidentReadings } from './trends.store.ts';

export type IncidentRateQuestion = {
  /** Half-open. */
  from: Date;
  to: Date;
  bucket: BucketSize;
  /** Node ids; none: all. */
  repositories: string[];
  /** `slug` or `organisation/slug`; none: all. */
  teams: string[];
};

/** Incidents a week are `mean` and `interval80`; percentiles of a rate there are none. */
export type IncidentRateAnswer = {
  definitionVersion: number;
  dataAsOf: string | null;
  buckets: {
    start: string;
    n: number;
    p50: null;
    p75: null;
    p90: null;
    mean: number | null;
    interval80: [number, number] | null;
    /** An incident counts as soon as it began: nothing waits to be counted. */
    censored: 0;
    excluded: Partial<Record<Exclusion, number>>;
    bySeverity: SeverityCounts;
    perWeek: IncidentRate;
    per100Deployments: IncidentRate;
    per1000PullRequests: IncidentRate;
  }[];
};

/**
 * Incidents by the bucket in which they began, for other programs (B16).
 * @throws AppError `invalid_input` when the period has too many buckets.
 */
export async function readIncidentRate(
  app: Pick<AppContext, 'db' | 'clock'>,
  question: IncidentRateQuestion,
  sight: Sight,
  zone = 'UTC',
): Promise<IncidentRateAnswer> {
  const [from, to] = [instantOf(question.from), instantOf(question.to)];
  refuseTooManyBuckets(to - from, question.bucket);
  const now = instantOf(app.clock());
  const buckets = bucketsOf(from, to, question.bucket, zone);
  const chosen = await chooseIncidents(app, { ...question, services: [] }, sight.scope);
  // Nothing is asked of the period before: it is as short as an instant.
  const exposures = await readExposures(app, chosen, { previousFrom: from, buckets, to }, sight);
  const incidents = await loadIncidentFacts(app.db.pool, chosen.rows, from, to);
  const counts = countIncidents(incidents.filter(chosen.isChosen), buckets);
  const readings = await loadIncidentReadings(app.db.pool, chosen.repositoryIds);
  return {
    definitionVersion,
    dataAsOf: rateBasis('incident-rate', readings).dataAsOf,
    buckets: buckets.map((bucket, index) => {
      const { incidents: n = 0, bySeverity, excluded } = counts[index] ?? noCounts();
      const exposure = exposureIn(exposures, {
        ...{ repositories: null, services: null, isIn: (place) => place === index + 1 },
        weeks: weeksKnown(bucket.from, bucket.to, exposures.knownSince, now),
        isWithheld: exposures.withheld.cells[index] ?? true,
      });
      const perWeek = incidentRate(n, exposure, 'week');
      return {
        ...{ start: formatInstant(dateOf(bucket.start)), n, p50: null, p75: null, p90: null },
        ...{
          mean: perWeek.value,
          interval80: perWeek.interval80,
          censored: 0,
          excluded: onlyAny(excluded),
        },
        ...{ bySeverity, perWeek },
        per100Deployments: incidentRate(n, exposure, 'deployments'),
        per1000PullRequests: incidentRate(n, exposure, 'pull-requests'),
      };
    }),
  };
}

function onlyAny(excluded: Record<Exclusion, number>): Partial<Record<Exclusion, number>> {
  return Object.fromEntries(Object.entries(excluded).filter(([, count]) => count > 0));
}

function noCounts(): never {
  throw new Error('a bucket has no counts');
}
