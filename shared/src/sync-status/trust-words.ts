import type { RepositoryReading, StreamReading } from './reading.types.ts';
import { sayAge, sayCount, sayCountOf } from './say.ts';

export function findStream(repository: RepositoryReading, name: StreamReading['stream']) {
  return repository.streams.find((stream) => stream.stream === name);
}

export function isReading({ state }: RepositoryReading): boolean {
  return state === 'syncing' || state === 'queued';
}

/** It could not be read last time, and why is known; what is read right now is given the benefit of the doubt. */
export function isFailing(stream: StreamReading): boolean {
  return isUnmended(stream) && stream.state !== 'syncing';
}

/** Whatever is asked for or under way: since what went wrong it was not read to its end. */
export function isUnmended({ state, error, lastSuccessAt }: StreamReading): boolean {
  if (error === null) {
    return false;
  }
  return (
    state === 'failed' ||
    state === 'inaccessible' ||
    lastSuccessAt === null ||
    (error.at !== null && Date.parse(lastSuccessAt) < Date.parse(error.at))
  );
}

export function sayStored({ stored, total }: StreamReading): string {
  if (total !== null && stored < total) {
    return `${sayCount(stored)} of ${sayCountOf(total, 'pull request')}`;
  }
  return stored === 0 ? 'No pull requests yet' : `All ${sayCountOf(stored, 'pull request')}`;
}

export function saySoFar(pulls: StreamReading | undefined): string {
  if (pulls === undefined || pulls.stored === 0) {
    return 'Not read yet';
  }
  return `${sayStored(pulls)} so far, the latest first`;
}

/** How far the first reading of several repositories is. */
export function sayCatchingUp(repositories: readonly RepositoryReading[]): string {
  const pulls = repositories.flatMap((repository) => findStream(repository, 'pull-requests') ?? []);
  const stored = pulls.reduce((sum, stream) => sum + stream.stored, 0);
  const isTotalKnown =
    pulls.length === repositories.length && pulls.every(({ total }) => total !== null);
  const total = pulls.reduce((sum, stream) => sum + (stream.total ?? 0), 0);
  const of = isTotalKnown
    ? `${sayCount(stored)} of ${sayCountOf(total, 'pull request')}`
    : sayCountOf(stored, 'pull request');
  return `${of} of ${repositories.length} repositories so far, the latest first`;
}

export function sayInaccessible(repository: RepositoryReading, now: number): string {
  return repository.inaccessibleSince === null
    ? 'GitHub does not show it any more; what was read before is kept'
    : `GitHub has not shown it for ${sayAge(now - Date.parse(repository.inaccessibleSince))}; what was read before is kept`;
}

export function sayBlocked(
  stream: StreamReading,
  repository: RepositoryReading,
  now: number,
): string {
  const reason = (stream.error?.message ?? '').replace(/\.$/, '');
  const age =
    repository.dataAsOf === null
      ? 'nothing was read to its end'
      : `the numbers are ${sayAge(now - Date.parse(repository.dataAsOf))} old`;
  return `${reason}: ${age}`;
}

export function sayWhy(repository: RepositoryReading): string {
  const failing = repository.streams.find(isFailing);
  return failing?.error == null ? '' : `. ${failing.error.message.replace(/\.$/, '')}`;
}

/** To go on in the middle of a sentence; a name keeps its capital. */
export function lowerFirst(text: string): string {
  return text.startsWith('GitHub') ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
