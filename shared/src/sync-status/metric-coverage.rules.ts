import { chooseStep, type StepFor, stepForStream, streamNames } from './next-step.rules.ts';
import type { RepositoryReading, StreamReading } from './reading.types.ts';
import { sayCountOf } from './say.ts';
import type { MetricBasis, SyncStreamName } from './sync-status.schema.ts';
import { COVERAGE_FLOOR } from './trust.rules.ts';

const pulls = ['pull-requests'] as const;
/** A comment on a line is what many reviews begin with. */
const reviews = ['pull-requests', 'review-comments'] as const;
const shipped = ['pull-requests', 'deployments', 'comparisons'] as const;

/** The streams that a metric, or a part of a page, is counted from. */
export const metricStreams = {
  'review-cycle': reviews,
  pickup: reviews,
  'first-response': reviews,
  coding: pulls,
  review: reviews,
  'merge-wait': reviews,
  'time-to-merge': pulls,
  'merge-to-production': shipped,
  'lead-time': shipped,
  'deployment-frequency': ['deployments'],
  'change-failure': ['deployments', 'issues'],
  'recovery-time': ['issues'],
  'incident-rate': ['deployments', 'issues'],
  'incidents-per-change': ['pull-requests', 'issues'],
  /** The stages stacked, and the grades of review. */
  stages: reviews,
  grades: reviews,
  /** What waits now, and on whom. */
  waiting: ['pull-requests', 'review-comments', 'review-requests'],
  /** The list of pull requests. */
  list: pulls,
} as const satisfies Record<string, readonly SyncStreamName[]>;

export type CoveredMetric = keyof typeof metricStreams;

/** What is known of deployments in the chosen repositories, whatever the period. */
export type DeploymentCounts = {
  /** Stored, of any environment. */
  deployments: number;
  /** Pull requests that a production deployment brought. */
  deployed: number;
  merged: number;
};

/**
 * What a metric over these repositories stands on. A pull request counts as covered where all that the metric needs was
 * read: a stream with a total by its share, one without by whether it was ever read to its end. `deployments` is heard for
 * metrics that need some; absent: not asked.
 */
export function rateBasis(
  metric: CoveredMetric,
  repositories: readonly RepositoryReading[],
  deployments?: DeploymentCounts,
): MetricBasis {
  const needed: readonly SyncStreamName[] = metricStreams[metric];
  const parts = repositories.map((repository) => ratePart(repository, needed));
  const total = sumOrNull(parts.map((part) => part.total));
  const covered = sumOrNull(parts.map((part) => part.covered));
  const unread = parts.some((part) => part.total === null && part.lacking.length > 0);
  const dataAsOf = oldest(parts.map((part) => part.dataAsOf));
  const nothing = { covered, total, dataAsOf };
  if (isTooLittle(covered, total) || unread) {
    const lacking = parts.flatMap((part) => part.lacking);
    return {
      ...nothing,
      level: 'insufficient',
      reason: sayLacking(parts, repositories.length),
      step: chooseStep(lacking, repositories.length),
    };
  }
  if (needed.includes('deployments') && deployments !== undefined) {
    const unmatched = noDeploymentCounts(deployments);
    if (unmatched !== null) {
      return { ...nothing, level: 'insufficient', ...unmatched };
    }
  }
  const level = covered === null || parts.length === 0 ? 'unknown' : 'enough';
  return { ...nothing, level, reason: null, step: null };
}

type Part = {
  repository: string;
  /** Null: GitHub's total is not known. */
  total: number | null;
  covered: number | null;
  dataAsOf: string | null;
  lacking: StepFor[];
  /** The streams that are not read as far as they should be. */
  names: string[];
};

function ratePart(repository: RepositoryReading, needed: readonly SyncStreamName[]): Part {
  const streams = needed.map((name) => repository.streams.find(({ stream }) => stream === name));
  const known = streams.filter((stream) => stream !== undefined);
  const counted = repository.streams.find(({ stream }) => stream === 'pull-requests');
  const total = counted?.total ?? null;
  const incomplete = known.filter((stream) => shareOf(stream) < 1);
  const share = Math.min(1, ...known.map(shareOf));
  return {
    repository: repository.repository,
    total,
    covered: total === null ? null : Math.floor(total * share),
    dataAsOf: asOf(repository, known),
    lacking: incomplete.map((stream) => completing(repository, stream)),
    names: incomplete.map(({ stream }) => streamNames[stream]),
  };
}

/** Of what GitHub has, 0..1; without a total it is all or nothing. */
function shareOf(stream: StreamReading): number {
  if (stream.total === null) {
    return stream.lastSuccessAt === null ? 0 : 1;
  }
  return stream.total === 0 ? 1 : Math.min(1, stream.stored / stream.total);
}

function completing(repository: RepositoryReading, stream: StreamReading): StepFor {
  const blocking = repository.streams.find(
    (one) => one.stream === 'repository' && one.state === 'failed' && one.error !== null,
  );
  return stepForStream(repository, stream.error === null ? (blocking ?? stream) : stream);
}

function asOf(repository: RepositoryReading, known: readonly StreamReading[]): string | null {
  return oldest(
    known.map((stream) =>
      stream.stream === 'pull-requests' ? repository.dataAsOf : stream.lastSuccessAt,
    ),
  );
}

function isTooLittle(covered: number | null, total: number | null): boolean {
  return covered !== null && total !== null && covered < COVERAGE_FLOOR * total;
}

function sayLacking(parts: readonly Part[], count: number): string {
  const lacking = parts.filter(({ names }) => names.length > 0);
  const [first] = lacking;
  if (first === undefined) {
    return 'Too little of it has been read.';
  }
  const names = [...new Set(lacking.flatMap((part) => part.names))].join(' and ');
  if (count === 1) {
    return `Not all ${names} have been read.`;
  }
  return lacking.length === 1
    ? `Not all ${names} of ${first.repository} have been read.`
    : `Not all ${names} of ${lacking.length} repositories have been read.`;
}

/** Deployments are read, and yet not one pull request is known to have been deployed. */
function noDeploymentCounts({
  deployments,
  deployed,
  merged,
}: DeploymentCounts): Pick<MetricBasis, 'reason' | 'step'> | null {
  if (deployed > 0 || merged === 0) {
    return null;
  }
  const lack = `lead time is missing for ${sayCountOf(merged, 'pull request')}`;
  return deployments === 0
    ? {
        reason: 'No deployment is known of these repositories.',
        step: { text: `Say how you deploy: ${lack}`, to: '/deployments', gain: merged },
      }
    : {
        reason: `${sayCountOf(deployments, 'deployment')} ${deployments === 1 ? 'is' : 'are'} known, and none brought a pull request to production.`,
        step: {
          text: `Say which deployments count as production: ${lack}`,
          to: '/deployments',
          gain: merged,
        },
      };
}

function oldest(instants: readonly (string | null)[]): string | null {
  const known = instants.filter((at) => at !== null).sort();
  return known.length < instants.length ? null : (known[0] ?? null);
}

function sumOrNull(counts: readonly (number | null)[]): number | null {
  return counts.reduce<number | null>(
    (sum, count) => (sum === null || count === null ? null : sum + count),
    0,
  );
}
