import type { IncomingHttpHeaders } from 'node:http';
import type {
  AvailableRepositories,
  TokenRights,
} from '@bellwether/shared/connections/connections.schema';
import type { JobSummary } from '@bellwether/shared/jobs/jobs.schema';
import type { SyncStreamName } from '@bellwether/shared/sync-status/sync-status.schema';
import type { WebhookHealth } from '@bellwether/shared/sync-status/webhook-health.schema';
import type { Standing } from './access/access-watch.ts';
import type { Auth } from './access/auth/create-auth.ts';
import type { SignInConfig } from './access/auth/sign-in-config.ts';
import type { Browser } from './access/browser.types.ts';
import type { Caller, Origin } from './access/caller.types.ts';
import type { Mail } from './access/mail.ts';
import type { LimitName } from './access/rate-limits.ts';
import type { TokenDoor } from './access/tokens/read-authorization.rules.ts';
import type { AuditEntry } from './audit/audit-entry.types.ts';
import type { Database } from './db/open-database.ts';
import type { Log } from './log.ts';
import type { DeliveryAnswer, IncomingDelivery } from './webhooks/incoming-delivery.types.ts';

export type Clock = () => Date;

/** An address, and what a caller shows there: all that is needed to ask GitHub. */
export type GithubCredentials =
  | { kind: 'token'; apiUrl: string; token: string }
  /** An App's installation; its tokens live an hour and are renewed by themselves. */
  | {
      kind: 'app';
      apiUrl: string;
      appId: string;
      /** PEM. */
      privateKey: string;
      /** Null: the App itself, before an installation is chosen. */
      installationId: number | null;
    };

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

/** Where an App is installed, and what it may do there. */
export type FoundInstallation = {
  installationId: number;
  /** The account that installed it. */
  login: string;
  /** Null: it is not suspended. */
  suspendedAt: Date | null;
  rights: TokenRights;
};

/**
 * What the features may ask of GitHub; the syncing half has its own way in.
 * Each call throws an AppError with an `upstream_*` code when GitHub refuses or fails.
 */
export type GithubAccess = {
  checkToken(credentials: GithubCredentials): Promise<TokenRights>;
  /** Where the App is installed. */
  listInstallations(credentials: GithubCredentials): Promise<FoundInstallation[]>;
  /** The rights as they show on one repository; what does not show there stays as it was. */
  probeRights(
    credentials: GithubCredentials,
    rights: TokenRights,
    repository: { owner: string; name: string; isPrivate: boolean },
  ): Promise<TokenRights>;
  listRepositories(credentials: GithubCredentials, search: string): Promise<AvailableRepositories>;
  /** Null: it does not exist, or the token may not see it (GitHub does not tell which). */
  findRepository(
    credentials: GithubCredentials,
    owner: string,
    name: string,
  ): Promise<FoundRepository | null>;
  /** Has GitHub ask people, by login, for a review of a pull request. */
  requestReviewers(
    credentials: GithubCredentials,
    pullRequest: { owner: string; name: string; number: number },
    logins: readonly string[],
  ): Promise<void>;
};

/** Something to be read from GitHub. Asked for again while it waits, it is still one. */
export type SyncRequest =
  /** What is new in a repository; with `streams` only in those. */
  | { kind: 'pass'; repositoryId: string; streams?: readonly SyncStreamName[] }
  /** One pull request with all that belongs to it. */
  | { kind: 'pull-request'; repositoryId: string; number: number }
  /** Compares what is stored with GitHub: of the last days, or all of it. */
  | { kind: 'deep-check'; repositoryId: string; reach: 'recent' | 'whole' }
  /** An App's repositories, and the teams of the organisations that a connection reaches. */
  | { kind: 'discover'; connectionId: string };

/** Who wants it; a person and a webhook come before everything else. */
export type SyncReason = 'person' | 'webhook' | 'start' | 'sweep' | 'nightly';

/** `progress`: states and counts of reading. `data`: something that pages show was stored. */
export type SyncChange = 'progress' | 'data';

/** What the features may ask of the syncing half. */
export type SyncControl = {
  /**
   * Keeps the request until it is done, whatever happens to this server. One for a repository or a connection that does not
   * exist, or is paused, is dropped when its turn comes.
   */
  request(request: SyncRequest, reason: SyncReason): Promise<void>;
  /** Stops work on the connection's repositories and resolves when none is under way, on whatever server. */
  release(connectionId: string): Promise<void>;
  /** Says that something was stored by another way than reading; call it after the commit: open pages ask anew. */
  tell(change: SyncChange): Promise<void>;
  /** Calls back after each stored page and each change of state; returns the way to stop that. */
  onProgress(listener: (change: SyncChange) => void): () => void;
  /** Points spent since the start, and what GitHub said last; null before the first answer. */
  points(): { spent: number; remaining: number | null; resetAt: Date | null } | null;
};

/** Work beside the requests of people, kept in the database until it is done. */
export type JobControl = {
  /** Asks for a job; while one with the same name and key waits, it is the same. */
  send(name: string, payload: object, options?: { key?: string; startAfter?: Date }): Promise<void>;
  /** What runs, waits, and failed or ended lately; requests to read GitHub among them. */
  list(): Promise<JobSummary[]>;
  /** Has a failed job tried again. Throws an AppError `not_found` when it is no longer kept. */
  retry(jobId: string): Promise<void>;
};

/** Deliveries of GitHub's webhooks: they ask for reading, for speed. */
export type WebhookControl = {
  /** Never rejects; has everything that a genuine delivery is about read again. */
  receive(delivery: IncomingDelivery): Promise<DeliveryAnswer>;
  health(): Promise<WebhookHealth>;
};

/** Runs the sample team's GitHub: starts it when first asked, on loopback. */
export type SampleTeam = {
  /** The simulator's address for this seed and end, started if need be. */
  credentials(seed: number, endsAt: Date): Promise<GithubCredentials>;
  /** What the team changed, on which day, and when all worked so: the turn of its story. */
  story(seed: number, endsAt: Date): { changedOn: string; settledOn: string; changeTitle: string };
  /** Whom one is when entering it in a role; a manager has no account of their own, and the same team as the lead. */
  cast: Record<'lead' | 'engineer' | 'manager', { name: string; login: string }>;
  close(): Promise<void>;
};

/** Encrypts what must not be read from the database. */
export type SecretBox = {
  seal(plain: string): string;
  /** Throws an AppError `internal` when the key is another one. */
  open(sealed: string): string;
  /** A secret for one purpose, the same at each start with the same key. */
  derive(purpose: string): string;
};

/** Who asks, and the library behind signing in. */
export type AccessControl = {
  /** The signed-in person of a cookie. Null: nobody, or no longer. With a browser, a cookie that ages is renewed there. */
  identifySession(
    headers: IncomingHttpHeaders,
    origin: Origin,
    browser?: Browser,
  ): Promise<Caller | null>;
  /**
   * Whose `Authorization` header it is; `door` says how a token may stand there, without it `Bearer` alone. Null: there is
   * no such header.
   * @throws AppError `unauthenticated` when it holds no token, or one that is unknown, revoked, expired or without an owner
   */
  identifyToken(
    headers: IncomingHttpHeaders,
    origin: Origin,
    door?: TokenDoor,
  ): Promise<Caller | null>;
  /** Whether the environment sets a token beside those that people make. */
  hasBootstrapToken: boolean;
  /** The sign-in library, with the settings that are in force. */
  auth(): Promise<Auth>;
  /** The same person with what they may do by now. Null: they may not enter any more. */
  reload(caller: Caller): Promise<Caller | null>;
  /** How people may sign in beside a password, and how mail is sent, as it is in force; secrets are open in it. */
  settings(): Promise<SignInConfig>;
  /** Calls back with each new standing of a session, whatever server changed it: null when it is over. Returns the way to stop that. */
  watch(
    session: { sessionId: string; accessVersion: number },
    onChange: (standing: Standing) => void,
  ): () => void;
  /** Says that what somebody may do has changed; call it after the commit. */
  tell(): void;
};

/** Writes down who did what; the rows are never changed. */
export type AuditLog = {
  /** Never rejects on the way of a request that was done: what cannot be stored goes to the log, whole. */
  record(entry: AuditEntry): Promise<void>;
};

/** The server's way out to addresses that a person can enter. */
export type Outgoing = {
  /** As `fetch`, but no connection is made into a network that the operator does not allow. */
  fetch: typeof fetch;
  /** Throws an AppError `invalid_input` with this field when an address leads into such a network. */
  refuseInner(url: string, field: string): Promise<void>;
  /** The address to connect to for a host's name; throws likewise. The name itself where it cannot be looked up. */
  resolve(host: string, field: string): Promise<string>;
  /** Lets the server go to an address of its own making, and to that alone. */
  trust(url: string): void;
  close(): Promise<void>;
};

/** One try of something that is counted: under which limit, and whose (an address, an account). */
export type Try = { limit: LimitName; key: string };

/** Keeps those who guess from guessing fast. Each throws an AppError `rate_limited` that says when to come again. */
export type RateLimits = {
  /** Counts the tries, then makes one; those of an action that does not fail are taken off again. */
  attempt<T>(tries: readonly Try[], action: () => Promise<T>): Promise<T>;
  take(one: Try): Promise<void>;
  giveBack(one: Try): Promise<void>;
  /** Throws when this server has seen the limit exceeded; asks the database nothing. */
  refuseBlocked(one: Try): void;
  /** Any request, by address: a guard against floods. */
  countRequest(address: string | null): Promise<void>;
};

/** Everything that a request can reach. Seams are here: tests pass their own clock, address or log. */
export type AppContext = {
  db: Database;
  clock: Clock;
  log: Log;
  github: GithubAccess;
  sync: SyncControl;
  jobs: JobControl;
  webhooks: WebhookControl;
  sample: SampleTeam;
  secrets: SecretBox;
  outgoing: Outgoing;
  limits: RateLimits;
  access: AccessControl;
  audit: AuditLog;
  /** Sends a mail; throws an AppError `conflict` where no server for it is set up, `upstream_*` when that fails. */
  sendMail(mail: Mail): Promise<void>;
  /** Starts the sample team, or goes on with the one that is there; throws an AppError `conflict` beside real repositories. */
  startSample(): Promise<void>;
  /** BELLWETHER_SAMPLE: whoever opens it on this machine is signed in as the sample team's lead. */
  startsWithSample: boolean;
  /** Where people open Bellwether, without a slash at the end: BELLWETHER_URL, else the address that it listens on. */
  publicUrl(): string;
  /** Address of GitHub's API when a person names none. */
  githubApiUrl: string;
};
