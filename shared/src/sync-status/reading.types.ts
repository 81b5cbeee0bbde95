import type { SyncState, SyncStreamName } from './sync-status.schema.ts';

/** One stream as far as trust depends on it; instants are ISO texts. */
export type StreamReading = {
  stream: SyncStreamName;
  state: SyncState;
  stored: number;
  /** GitHub's own total; null where it gives none. */
  total: number | null;
  /** Null: it was never read to its end. */
  lastSuccessAt: string | null;
  /** What went wrong last; `at` null: it is not known when. */
  error: { code: string; message: string; remedy: string | null; at: string | null } | null;
};

/** One repository as far as trust depends on it. */
export type RepositoryReading = {
  repository: string;
  state: SyncState;
  streams: readonly StreamReading[];
  /** The instant up to which its pull requests were read completely; null: never yet. */
  dataAsOf: string | null;
  pausedAt: string | null;
  inaccessibleSince: string | null;
  /** Merged pull requests of people without a known deployment; null: none is missing for want of deployments. */
  undeployed: number | null;
};
