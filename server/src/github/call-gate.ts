import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import PQueue from 'p-queue';
import type { Clock, GithubCredentials } from '../app-context.ts';
import { type GithubLimit, RateLimitedError, type SaidLimit } from './github-limits.ts';
import type { Allowance, GithubResource } from './github-points.ts';
import type { InstallationToken } from './installation-token.schema.ts';
import { type CallPriority, paceOf } from './pace.rules.ts';

const PRIORITIES: Record<CallPriority, number> = { interactive: 10, background: 0 };
const FIRST_PAUSE_SECONDS = 60;
const MAX_PAUSE_SECONDS = 15 * 60;

/**
 * One credential's way to GitHub, whoever in this process uses it: one call at a time, those that somebody waits for
 * first, and what GitHub said about its limits.
 */
export class CallGate {
  readonly #queue = new PQueue({ concurrency: 1 });
  readonly #clock: Clock;
  readonly #allowances = new Map<GithubResource, Allowance>();
  /** GitHub's clock less ours, at the last answer. */
  #offsetMs = 0;
  #pausedUntil: { limit: GithubLimit; at: number } | null = null;
  /** Secondary limits that came one after the other. */
  #strikes = 0;
  /** When the next thing may be changed, by our clock. */
  #nextWriteAt = 0;
  /** Of an App's installation: kept here, so that all who use the credential share it. */
  installationToken: InstallationToken | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get isIdle(): boolean {
    return this.#queue.size === 0 && this.#queue.pending === 0;
  }

  /** Runs a call when it is its turn. What waits between two tries waits outside. */
  async run<T>(priority: CallPriority, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    const turn = async () => {
      signal.throwIfAborted();
      return await call();
    };
    return (await this.#queue.add(turn, { priority: PRIORITIES[priority] })) as T;
  }

  /** Waits until `spaceMs` after the change before (rule B21.3), whoever made it. */
  async spaceWrite(spaceMs: number, signal: AbortSignal): Promise<void> {
    const now = this.#clock().getTime();
    const at = Math.max(now, this.#nextWriteAt);
    this.#nextWriteAt = at + spaceMs;
    if (at > now) {
      await wait(at - now, undefined, { signal });
    }
  }

  /** GitHub's clock, as far as its answers tell. */
  now(): Date {
    return new Date(this.#clock().getTime() + this.#offsetMs);
  }

  /** Takes over what an answer says about the time and the allowance. */
  note(resource: GithubResource, allowance: Allowance | null, answeredAt: Date | null): void {
    if (answeredAt !== null) {
      this.#offsetMs = answeredAt.getTime() - this.#clock().getTime();
    }
    if (allowance !== null) {
      this.#allowances.set(resource, allowance);
    }
  }

  /** A call went through: the next secondary limit is a first one again. */
  noteSuccess(): void {
    this.#strikes = 0;
  }

  /**
   * How long the next call shall wait, in milliseconds.
   * @throws RateLimitedError when GitHub asked for a pause, or the points of the hour are used up
   */
  admit(resource: GithubResource, priority: CallPriority): number {
    const pause = this.#pausedUntil;
    if (pause !== null && pause.at > this.#clock().getTime()) {
      throw new RateLimitedError(pause.limit, new Date(pause.at));
    }
    const allowance = this.#allowances.get(resource) ?? null;
    const pace = paceOf(allowance, priority, this.now());
    if (pace.kind === 'used-up') {
      const resetAt = (allowance?.resetAt.getTime() ?? 0) - this.#offsetMs;
      throw new RateLimitedError('primary', new Date(resetAt + 1000));
    }
    return pace.waitMs;
  }

  /** Closes the gate until the limit has passed: as long as GitHub says, else a minute, twice as long each time. */
  close({ limit, waitSeconds }: SaidLimit, cause: unknown): RateLimitedError {
    const pause = Math.min(MAX_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** this.#strikes);
    this.#strikes += waitSeconds === null ? 1 : 0;
    const at = this.#clock().getTime() + (waitSeconds ?? pause) * 1000;
    this.#pausedUntil = { limit, at };
    return new RateLimitedError(limit, new Date(at), cause);
  }

  /** It was waited until then: limits that end by then are over. */
  reopen(until: Date): void {
    const ms = until.getTime();
    if (this.#pausedUntil !== null && this.#pausedUntil.at <= ms) {
      this.#pausedUntil = null;
    }
    for (const [resource, { resetAt }] of this.#allowances) {
      if (resetAt.getTime() - this.#offsetMs <= ms) {
        this.#allowances.delete(resource);
      }
    }
  }
}

export type CallGates = {
  /** The same gate for the same credential, as long as the process lives. */
  of(credentials: GithubCredentials): CallGate;
};

const MANY_GATES = 500;

export function createCallGates(clock: Clock): CallGates {
  const gates = new Map<string, CallGate>();
  return {
    of(credentials) {
      const key = keyOf(credentials);
      const gate = gates.get(key) ?? new CallGate(clock);
      gates.delete(key);
      dropIdle(gates);
      gates.set(key, gate);
      return gate;
    },
  };
}

/** Tokens that were tried once at the form do not pile up. */
function dropIdle(gates: Map<string, CallGate>): void {
  for (const [key, gate] of gates) {
    if (gates.size < MANY_GATES) {
      return;
    }
    if (gate.isIdle) {
      gates.delete(key);
    }
  }
}

function keyOf(credentials: GithubCredentials): string {
  const apiUrl = credentials.apiUrl.replace(/(?<!\/)\/+$/, '').toLowerCase();
  if (credentials.kind === 'app') {
    return `app ${apiUrl} ${credentials.appId} ${credentials.installationId ?? ''}`;
  }
  return `token ${apiUrl} ${createHash('sha256').update(credentials.token).digest('hex')}`;
}
