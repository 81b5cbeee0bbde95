import type {
  AvailableRepositories,
  TokenRights,
} from '@bellwether/shared/connections/connections.schema';
import type { Database } from './db/open-database.ts';
import type { Log } from './log.ts';

export type Clock = () => Date;

/** An address and a token: all that is needed to ask GitHub. */
export type GithubCredentials = { apiUrl: string; token: string };

/** A repository as GitHub answers for it, before it is stored. */
export type FoundRepository = {
  id: string;
  owner: string;
  name: string;
  url: string;
  defaultBranch: string | null;
  isPrivate: boolean;
  isArchived: boolean;
  isFork: boolean;
  isEmpty: boolean;
  createdAt: Date;
  pushedAt: Date | null;
};

/**
 * What the features may ask of GitHub; the syncing half has its own way in.
 * Each call throws an AppError with an `upstream_*` code when GitHub refuses or fails.
 */
export type GithubAccess = {
  checkToken(credentials: GithubCredentials): Promise<TokenRights>;
  listRepositories(credentials: GithubCredentials, search: string): Promise<AvailableRepositories>;
  /** Null: it does not exist, or the token may not see it (GitHub does not tell which). */
  findRepository(
    credentials: GithubCredentials,
    owner: string,
    name: string,
  ): Promise<FoundRepository | null>;
};

/** What the features may ask of the syncing half. */
export type SyncControl = {
  /** Asks for a pass over the repository; at once, or after those before it. Never throws. */
  request(repositoryId: string): void;
  /** Stops work on the connection's repositories and resolves when none is under way. */
  release(connectionId: string): Promise<void>;
  /** Calls back after each stored page and each change of state; returns the way to stop that. */
  onProgress(listener: () => void): () => void;
  /** Points spent since the start, and what GitHub said last; null before the first answer. */
  points(): { spent: number; remaining: number | null; resetAt: Date | null } | null;
};

/** Runs the sample team's GitHub: starts it when first asked, on loopback. */
export type SampleTeam = {
  /** The simulator's address for this seed and end, started if need be. */
  credentials(seed: number, endsAt: Date): Promise<GithubCredentials>;
  /** What the team changed, and on which day: the turn of its story. */
  story(seed: number, endsAt: Date): { changedOn: string; changeTitle: string };
  close(): Promise<void>;
};

/** Encrypts what must not be read from the database. */
export type SecretBox = {
  seal(plain: string): string;
  /** Throws an AppError `internal` when the key is another one. */
  open(sealed: string): string;
};

/** Everything that a request can reach. Seams are here: tests pass their own clock, address or log. */
export type AppContext = {
  db: Database;
  clock: Clock;
  log: Log;
  github: GithubAccess;
  sync: SyncControl;
  sample: SampleTeam;
  secrets: SecretBox;
  /** Address of GitHub's API when a person names none. */
  githubApiUrl: string;
};
