import type {
  RepositorySyncStatus,
  SyncState,
  SyncStreamName,
  SyncStreamStatus,
} from '@bellwether/shared/sync-status/sync-status.schema';
import { formatAgo } from '../../format/date.ts';
import { formatDuration } from '../../format/duration.ts';
import { formatCount, formatRate, formatShare } from '../../format/number.ts';

export type StreamRow = {
  key: SyncStreamName;
  label: string;
  /** 0..1; null: how much there is to read is not known, so the bar only shows that it moves. */
  filled: number | null;
  state: SyncState;
  stateWords: string;
  counts: string;
  /** Rate and time left while reading, else when it was last complete. */
  pace: string;
  error: string | null;
};

export const streamWords: Record<SyncStreamName, string> = {
  repository: 'The repository itself',
  'review-comments': 'Review comments',
  'pull-requests': 'Pull requests',
  'review-requests': 'Review requests',
  issues: 'Issues',
  deployments: 'Deployments',
  comparisons: 'Commits of deployments',
};

export const stateWords: Record<SyncState, string> = {
  idle: 'Up to date',
  queued: 'Waiting its turn',
  syncing: 'Reading',
  failed: 'Stopped by an error',
  inaccessible: 'Not reachable',
};

/** One line per stream, in the order in which they are read. */
export function prepareStreams(repository: RepositorySyncStatus, now: number): StreamRow[] {
  return repository.streams.map((stream) => ({
    key: stream.stream,
    label: streamWords[stream.stream],
    filled: filledOf(stream),
    state: stream.state,
    stateWords: describeStreamState(stream),
    counts: describeCounts(stream),
    pace: describePace(stream, now),
    error: stream.error?.message ?? null,
  }));
}

function filledOf(stream: SyncStreamStatus): number | null {
  if (stream.state === 'syncing') {
    return stream.expected === null ? null : ratio(stream.done, stream.expected);
  }
  if (stream.state === 'queued') {
    return stream.coverage ?? 0;
  }
  return stream.coverage ?? (stream.lastSuccessAt === null ? 0 : 1);
}

function ratio(done: number, expected: number): number {
  return expected === 0 ? 1 : Math.min(done / expected, 1);
}

function describeStreamState(stream: SyncStreamStatus): string {
  if (stream.state === 'idle' && stream.lastSuccessAt === null) {
    return 'Not read yet';
  }
  return stateWords[stream.state];
}

function describeCounts(stream: SyncStreamStatus): string {
  if (stream.state === 'syncing' && stream.expected !== null) {
    return `${formatCount(stream.done)} of ${formatCount(stream.expected)}`;
  }
  if (stream.total !== null) {
    return `${formatCount(stream.stored)} of ${formatCount(stream.total)}`;
  }
  return `${formatCount(stream.stored)} stored`;
}

function describePace(stream: SyncStreamStatus, now: number): string {
  if (stream.state === 'syncing') {
    const rate = stream.perSecond === null ? null : formatRate(stream.perSecond);
    const left = stream.secondsLeft === null ? null : `${formatDuration(stream.secondsLeft)} left`;
    const words = [rate, left].filter((part) => part !== null);
    return words.length === 0 ? 'just begun' : words.join(', ');
  }
  return stream.lastSuccessAt === null ? '' : `read ${formatAgo(stream.lastSuccessAt, now)}`;
}

/** The repository in one line: what it is doing, how complete it is, how fresh. */
export function describeRepository(repository: RepositorySyncStatus, now: number): string {
  const pullRequests = repository.streams.find((stream) => stream.stream === 'pull-requests');
  const coverage = pullRequests?.coverage ?? null;
  const parts = [
    stateWords[repository.state],
    coverage === null ? null : `${formatShare(coverage)} of its pull requests`,
    repository.dataAsOf === null
      ? 'not read to the end yet'
      : `read ${formatAgo(repository.dataAsOf, now)}`,
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

/** True as soon as one pull request is stored: then there is something to look at. */
export function hasData(repositories: readonly RepositorySyncStatus[]): boolean {
  return repositories.some((repository) =>
    repository.streams.some((stream) => stream.stream === 'pull-requests' && stream.stored > 0),
  );
}
