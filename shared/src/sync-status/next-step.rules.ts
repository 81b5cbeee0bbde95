import type { RepositoryReading, StreamReading } from './reading.types.ts';
import { sayCountOf } from './say.ts';
import type { NextStep, SyncStreamName } from './sync-status.schema.ts';

export const streamNames: Record<SyncStreamName, string> = {
  repository: 'the repository itself',
  'review-comments': 'review comments',
  'pull-requests': 'pull requests',
  'review-requests': 'review requests',
  issues: 'issues',
  deployments: 'deployments',
  comparisons: 'commits',
};

/** A step for one repository, before those of several are put together. */
export type StepFor = {
  repository: string;
  action: string;
  /** What is missing, to be followed by `for 212 pull requests`. */
  lack: string;
  to: NextStep['to'];
  gain: number;
};

/** Goes away by itself: GitHub is in trouble, or its allowance is used up. */
export function isPassing(code: string): boolean {
  return code === 'upstream_rate_limited' || code === 'upstream_unavailable';
}

/** What mends a stream that is not read, and how many pull requests that would bring or complete. */
export function stepForStream(repository: RepositoryReading, stream: StreamReading): StepFor {
  const about = { repository: repository.repository, ...lackOf(repository, stream) };
  if (repository.pausedAt !== null) {
    return { ...about, action: 'Resume the reading', to: '/sync' };
  }
  if (repository.inaccessibleSince !== null || repository.state === 'inaccessible') {
    const action = 'Let the connection see the repository again, or remove it here';
    return { ...about, action, to: '/connections' };
  }
  return { ...about, ...mend(stream) };
}

function mend(stream: StreamReading): Pick<StepFor, 'action' | 'to'> {
  const { error } = stream;
  if (error === null) {
    return { action: 'Wait: reading goes on by itself', to: null };
  }
  switch (error.code) {
    case 'upstream_unauthenticated':
      return { action: 'Replace the token', to: '/connections' };
    case 'upstream_forbidden':
      return { action: `Let the token read ${streamNames[stream.stream]}`, to: '/connections' };
    case 'upstream_not_found':
      return { action: 'Let the connection see the repository', to: '/connections' };
    case 'upstream_rate_limited':
      return { action: 'Wait: reading goes on when GitHub renews the allowance', to: null };
    case 'upstream_unavailable':
      return { action: 'Wait: GitHub is asked again by itself', to: null };
    default:
      return { action: `Have ${streamNames[stream.stream]} read again`, to: '/sync' };
  }
}

function lackOf(
  repository: RepositoryReading,
  { stream, stored, total }: StreamReading,
): Pick<StepFor, 'lack' | 'gain'> {
  const pulls = repository.streams.find((one) => one.stream === 'pull-requests');
  const known = pulls?.stored ?? 0;
  switch (stream) {
    case 'deployments':
    case 'comparisons':
      return { lack: 'lead time is missing', gain: repository.undeployed ?? known };
    case 'review-comments':
      return { lack: 'comments on lines, which begin a review, are missing', gain: known };
    case 'review-requests':
      return { lack: 'whom it waits on is missing', gain: known };
    case 'issues':
      return { lack: 'incidents are missing', gain: 0 };
    case 'pull-requests':
      return { lack: 'everything is missing', gain: Math.max((total ?? stored) - stored, 0) };
    case 'repository':
      return { lack: 'news are missing', gain: known };
  }
}

/**
 * The step that gains most, out of those of all repositories: equal ones are put together, and what a person can do comes
 * before waiting. `count` repositories are looked at in all. Null: nothing is to be done.
 */
export function chooseStep(steps: readonly StepFor[], count: number): NextStep | null {
  const together = new Map<string, StepFor & { repositories: Set<string> }>();
  for (const step of steps) {
    const key = `${step.action}\n${step.lack}`;
    const known = together.get(key);
    if (known === undefined) {
      together.set(key, { ...step, repositories: new Set([step.repository]) });
    } else {
      // Two streams of one repository that lack the same lack it for the same pull requests.
      known.gain += known.repositories.has(step.repository) ? 0 : step.gain;
      known.repositories.add(step.repository);
    }
  }
  const [best] = [...together.values()].sort(
    (a, b) => Number(b.to !== null) - Number(a.to !== null) || b.gain - a.gain,
  );
  if (best === undefined) {
    return null;
  }
  const where = count > 1 && best.repositories.size === 1 ? ` (${best.repository})` : '';
  const lack = best.gain === 0 ? '' : `: ${best.lack} for ${sayCountOf(best.gain, 'pull request')}`;
  return { text: `${best.action}${where}${lack}`, to: best.to, gain: best.gain };
}
