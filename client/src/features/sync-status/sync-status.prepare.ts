import type {
  NextRun,
  RepositorySyncStatus,
  SyncState,
  SyncStreamName,
  SyncStreamStatus,
} from '@bellwether/shared/sync-status/sync-status.schema';
import { rateRepository, type Trust } from '@bellwether/shared/sync-status/trust.rules';
import { isUnmended } from '@bellwether/shared/sync-status/trust-words';
import { formatAgo, formatInstant, formatTime } from '../../format/date.ts';
import { formatDuration } from '../../format/duration.ts';
import { formatCount, formatRate } from '../../format/number.ts';

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
  error: { message: string; remedy: string | null } | null;
};

export type RepositoryRow = {
  id: string;
  name: string;
  url: string;
  trust: Trust;
  levelWords: string;
  isReading: boolean;
  isPaused: boolean;
  /** Of its pull requests. */
  coverage: { filled: number | null; counts: string };
  /** Under the bar: pace while reading, else how old the last full comparison is. */
  detail: string;
  /** Null: nothing was read to its end. */
  asOf: { words: string; title: string } | null;
  nextRun: string;
  streams: StreamRow[];
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

export const levelWords: Record<Trust['level'], string> = {
  whole: 'Whole',
  'catching-up': 'Catching up',
  partial: 'Partial',
  stale: 'Stale',
  broken: 'Stopped',
  paused: 'Paused',
};

/** One row of the table, with the rows of its streams. */
export function prepareRepository(repository: RepositorySyncStatus, now: number): RepositoryRow {
  const pulls = repository.streams.find(({ stream }) => stream === 'pull-requests');
  const trust = rateRepository(repository, now);
  return {
    id: repository.repositoryId,
    name: repository.repository,
    url: repository.url,
    trust,
    levelWords: levelWords[trust.level],
    isReading: repository.state === 'syncing' || repository.state === 'queued',
    isPaused: repository.pausedAt !== null,
    coverage: {
      filled: pulls === undefined ? 0 : (pulls.coverage ?? (pulls.stored > 0 ? null : 0)),
      counts: pulls === undefined ? 'nothing yet' : describeStored(pulls),
    },
    detail: describeDetail(repository, pulls, now),
    asOf:
      repository.dataAsOf === null
        ? null
        : {
            words: formatAgo(repository.dataAsOf, now),
            title: `As of ${formatInstant(repository.dataAsOf)} (${localZone()})`,
          },
    nextRun: describeNextRun(repository.nextRun),
    streams: prepareStreams(repository, now),
  };
}

function localZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function describeDetail(
  { streams }: RepositorySyncStatus,
  pulls: SyncStreamStatus | undefined,
  now: number,
): string {
  const reading = streams.find(({ state }) => state === 'syncing');
  if (reading !== undefined) {
    return `${streamWords[reading.stream]}: ${describePace(reading, now)}`;
  }
  const checkedAt = pulls?.deepCheckedAt ?? null;
  return checkedAt === null
    ? 'not yet compared as a whole'
    : `compared with GitHub ${formatAgo(checkedAt, now)}`;
}

/** `at 12:15`, `waits its turn`, `again at 12:06`. */
export function describeNextRun(nextRun: NextRun | null, zone?: string): string {
  if (nextRun === null) {
    return 'when it is resumed';
  }
  switch (nextRun.kind) {
    case 'now':
      return 'being read';
    case 'waiting':
      return nextRun.at === null ? 'waits its turn' : `again at ${formatTime(nextRun.at, zone)}`;
    case 'sweep':
      return nextRun.at === null ? 'with the sweep' : `at ${formatTime(nextRun.at, zone)}`;
  }
}

/** One line per stream, in the order in which they are listed. */
export function prepareStreams(
  repository: Pick<RepositorySyncStatus, 'streams'>,
  now: number,
): StreamRow[] {
  return repository.streams.map((stream) => ({
    key: stream.stream,
    label: streamWords[stream.stream],
    filled: filledOf(stream),
    state: stateOf(stream),
    stateWords: describeStreamState(stream),
    counts: describeCounts(stream),
    pace: describePace(stream, now),
    error:
      stream.error === null ? null : { message: stream.error.message, remedy: stream.error.remedy },
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
  if (stateOf(stream) === 'idle' && stream.lastSuccessAt === null) {
    return 'Not read yet';
  }
  return stateWords[stateOf(stream)];
}

/** What went wrong is shown until it is mended, even while nothing is under way. */
function stateOf(stream: SyncStreamStatus): SyncStreamStatus['state'] {
  return stream.state === 'idle' && isUnmended(stream) ? 'failed' : stream.state;
}

function describeCounts(stream: SyncStreamStatus): string {
  if (stream.state === 'syncing' && stream.expected !== null) {
    return `${formatCount(stream.done)} of ${formatCount(stream.expected)}`;
  }
  return describeStored(stream);
}

function describeStored({ stored, total }: SyncStreamStatus): string {
  return total === null
    ? `${formatCount(stored)} stored`
    : `${formatCount(stored)} of ${formatCount(Math.max(total, stored))}`;
}

function describePace(stream: SyncStreamStatus, now: number): string {
  if (stream.state === 'syncing') {
    const rate = stream.perSecond === null ? null : formatRate(stream.perSecond);
    const left = stream.secondsLeft === null ? null : `${formatDuration(stream.secondsLeft)} left`;
    const words = [rate, left].filter((part) => part !== null);
    return words.length === 0 ? 'just begun' : words.join(', ');
  }
  return stream.lastSuccessAt === null ? '' : `checked ${formatAgo(stream.lastSuccessAt, now)}`;
}

/** True as soon as one pull request is stored: then there is something to look at. */
export function hasData(repositories: readonly RepositorySyncStatus[]): boolean {
  return repositories.some((repository) =>
    repository.streams.some((stream) => stream.stream === 'pull-requests' && stream.stored > 0),
  );
}
