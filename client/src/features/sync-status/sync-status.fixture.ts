import type {
  RepositorySyncStatus,
  SyncStreamStatus,
} from '@bellwether/shared/sync-status/sync-status.schema';

/** A stream that was never read, as the server answers it; for tests. */
export function buildStream(overrides: Partial<SyncStreamStatus> = {}): SyncStreamStatus {
  return {
    stream: 'pull-requests',
    state: 'idle',
    stored: 0,
    total: null,
    coverage: null,
    cursor: null,
    done: 0,
    expected: null,
    perSecond: null,
    secondsLeft: null,
    lastSuccessAt: null,
    deepCheckedAt: null,
    error: null,
    ...overrides,
  };
}

export function buildStatus(overrides: Partial<RepositorySyncStatus> = {}): RepositorySyncStatus {
  return {
    repositoryId: 'R_1',
    repository: 'acme/shop',
    url: 'https://github.com/acme/shop',
    connectionId: '3f2c8a52-5a0e-4d7e-9a57-6a4d9b8c1e11',
    connectionKind: 'token',
    isArchived: false,
    state: 'idle',
    historyFrom: null,
    streams: [buildStream()],
    dataAsOf: null,
    pausedAt: null,
    inaccessibleSince: null,
    nextRun: null,
    undeployed: null,
    ...overrides,
  };
}
