import type { DataQuality } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.terms';
import {
  type DeploymentCounts,
  rateBasis,
} from '@bellwether/shared/sync-status/metric-coverage.rules';
import type { RepositoryReading } from '@bellwether/shared/sync-status/reading.types';
import { isUnmended } from '@bellwether/shared/sync-status/trust-words';

/**
 * How complete and how fresh the pull requests are, and what each part of the page stands on. Coverage: stored over
 * GitHub's total, null while a repository's total is not known. As of: the oldest completed read, null while one was
 * never completed.
 */
export function rateDataQuality(
  readings: readonly RepositoryReading[],
  metric: CycleTimeMetric,
  deployments?: DeploymentCounts,
): DataQuality {
  const list = rateBasis('list', readings);
  return {
    dataAsOf: list.dataAsOf,
    coverage: readCoverage(readings),
    isSyncing: readings.some(({ state, pausedAt, streams }) =>
      pausedAt !== null ? false : isBusy(state) || streams.some((stream) => isBusy(stream.state)),
    ),
    problems: readings.flatMap(describeProblem),
    basis: {
      metric: rateBasis(metric, readings, deployments),
      stages: rateBasis('stages', readings),
      grades: rateBasis('grades', readings),
      waiting: rateBasis('waiting', readings),
      list,
    },
  };
}

function isBusy(state: RepositoryReading['state']): boolean {
  return state === 'syncing' || state === 'queued';
}

function describeProblem({ repository, streams }: RepositoryReading): DataQuality['problems'] {
  const failed = streams.find((stream) => stream.state === 'failed' || isUnmended(stream));
  if (failed === undefined) {
    return [];
  }
  const { message, remedy } = failed.error ?? { message: 'The last read failed.', remedy: null };
  return [{ repository, message: remedy === null ? message : `${message} ${remedy}` }];
}

function readCoverage(readings: readonly RepositoryReading[]): number | null {
  let stored = 0;
  let total = 0;
  for (const { streams } of readings) {
    const pulls = streams.find(({ stream }) => stream === 'pull-requests');
    if (pulls === undefined || pulls.total === null) {
      return null;
    }
    stored += pulls.stored;
    total += pulls.total;
  }
  if (readings.length === 0) {
    return null;
  }
  return total === 0 ? 1 : Math.min(1, stored / total);
}
