import type { RepositoryReading, StreamReading } from './reading.types.ts';

/** A stream that was read to its end; for tests. */
export function buildStream(overrides: Partial<StreamReading> = {}): StreamReading {
  return {
    stream: 'pull-requests',
    state: 'idle',
    stored: 716,
    total: 716,
    lastSuccessAt: '2026-03-12T11:48:00Z',
    error: null,
    ...overrides,
  };
}

/** Two minutes after what `buildStream` read last. */
export function buildError(code: string, message = 'GitHub said no.') {
  return { code, message, remedy: null, at: '2026-03-12T11:50:00Z' };
}

/** Every stream read to its end twelve minutes before noon; `streams` replaces those of the same name. */
export function buildReading(
  overrides: Partial<RepositoryReading> = {},
  streams: readonly Partial<StreamReading>[] = [],
): RepositoryReading {
  const others = { stored: 40, total: null };
  const usual: StreamReading[] = [
    buildStream({ stream: 'repository', stored: 1, total: 1 }),
    buildStream({ stream: 'review-comments', ...others }),
    buildStream(),
    buildStream({ stream: 'review-requests', ...others }),
    buildStream({ stream: 'issues', stored: 9, total: 9 }),
    buildStream({ stream: 'deployments', stored: 30, total: 30 }),
    buildStream({ stream: 'comparisons', ...others }),
  ];
  return {
    repository: 'acme/shop',
    state: 'idle',
    dataAsOf: '2026-03-12T11:48:00Z',
    pausedAt: null,
    inaccessibleSince: null,
    undeployed: null,
    streams: usual.map((stream) => ({
      ...stream,
      ...streams.find((one) => (one.stream ?? 'pull-requests') === stream.stream),
    })),
    ...overrides,
  };
}
