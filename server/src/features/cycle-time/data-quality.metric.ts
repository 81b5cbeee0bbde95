import type { DataQuality } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { formatInstant } from '@bellwether/shared/time/instant';

type Stream = {
  repository: string;
  stream: string;
  state: string;
  stored: number;
  total: number | null;
  watermarkAt: Date | null;
  errorMessage: string | null;
};

/**
 * How complete and how fresh the pull requests are. Coverage: stored over GitHub's total, null while a repository's total
 * is not known. As of: the oldest completed read, null while one was never completed.
 */
export function rateDataQuality(streams: readonly Stream[]): DataQuality {
  const pullRequests = streams.filter(({ stream }) => stream === 'pull-requests');
  const problems = new Map<string, string>();
  for (const { repository, state, errorMessage } of streams) {
    if (state === 'failed' && !problems.has(repository)) {
      problems.set(repository, errorMessage ?? 'The last read failed.');
    }
  }
  return {
    dataAsOf: oldest(pullRequests.map(({ watermarkAt }) => watermarkAt)),
    coverage: readCoverage(pullRequests),
    isSyncing: streams.some(({ state }) => state === 'syncing' || state === 'queued'),
    problems: [...problems].map(([repository, message]) => ({ repository, message })),
  };
}

function readCoverage(pullRequests: readonly Stream[]): number | null {
  let stored = 0;
  let total = 0;
  for (const stream of pullRequests) {
    if (stream.total === null) {
      return null;
    }
    stored += stream.stored;
    total += stream.total;
  }
  if (pullRequests.length === 0) {
    return null;
  }
  return total === 0 ? 1 : Math.min(1, stored / total);
}

function oldest(instants: readonly (Date | null)[]): string | null {
  const known = instants.filter((at) => at !== null).sort((a, b) => a.getTime() - b.getTime());
  const [first] = known;
  return first === undefined || known.length < instants.length ? null : formatInstant(first);
}
