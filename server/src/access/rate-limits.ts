import { createHash } from 'node:crypto';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimits, Try } from '../app-context.ts';
import type { Log } from '../log.ts';
import { networkOf } from './network-of.ts';

type Tier = { tries: number; seconds: number };

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * How often something may fail, by name. The first tier leaves room for slips, the second makes a long attack slow. Nothing
 * is ever locked for good, and what others try from elsewhere leaves a person room at their own address for long.
 */
const TIERS = {
  /** From one address, whatever account. */
  'sign-in.address': [
    { tries: 40, seconds: 15 * MINUTE },
    { tries: 200, seconds: 24 * HOUR },
  ],
  /** One account from one address. */
  'sign-in.account': [
    { tries: 10, seconds: 15 * MINUTE },
    { tries: 40, seconds: 24 * HOUR },
  ],
  /** One account from anywhere. */
  'sign-in.anywhere': [{ tries: 100, seconds: HOUR }],
  'second-factor': [
    { tries: 10, seconds: 15 * MINUTE },
    { tries: 40, seconds: 24 * HOUR },
  ],
  'set-up-code': [
    { tries: 10, seconds: 15 * MINUTE },
    { tries: 40, seconds: 24 * HOUR },
  ],
  'one-time-link': [{ tries: 30, seconds: 15 * MINUTE }],
  /** What asks for a mail to be sent: each counts, whether it fails or not. */
  mail: [{ tries: 10, seconds: HOUR }],
  token: [{ tries: 60, seconds: 5 * MINUTE }],
} as const satisfies Record<string, readonly Tier[]>;

export type LimitName = keyof typeof TIERS;

/** Requests of one address within a minute, in this process alone: a guard against floods, not a quota. */
const MOST_REQUESTS = 6_000;

/**
 * Counts what fails, in the database, so that several servers count together. When the database does not answer, nothing is
 * tried either: without it nobody could sign in anyway, and an attacker gains nothing by keeping it busy.
 */
export function createRateLimits({ pool, log }: { pool: Pool; log: Log }): RateLimits {
  const limiters = createLimiters(pool);
  const requests = new RateLimiterMemory({ points: MOST_REQUESTS, duration: MINUTE });
  const take = async ({ limit, key }: Try) => {
    for (const limiter of limiters[limit]) {
      await limiter.consume(hashOf(key)).catch((rejected: unknown) => {
        throw refusalOf(rejected, limit, log);
      });
    }
  };
  const giveBack = async ({ limit, key }: Try) => {
    await Promise.all(limiters[limit].map((limiter) => limiter.reward(hashOf(key), 1)));
  };
  return {
    async attempt(tries, action) {
      for (const one of tries) {
        await take(one);
      }
      try {
        const done = await action();
        await Promise.all(tries.map(giveBack));
        return done;
      } catch (error) {
        if (!(error instanceof AppError) || error.code === 'internal') {
          await Promise.all(tries.map(giveBack));
        }
        throw error;
      }
    },
    take,
    giveBack,
    refuseBlocked({ limit, key }) {
      const waits = limiters[limit].map((limiter) => blockedMs(limiter, hashOf(key)));
      const waitMs = Math.max(...waits);
      if (waitMs > 0) {
        throw tooMany(limit, waitMs, log);
      }
    },
    async countRequest(address) {
      await requests.consume(networkOf(address)).catch((rejected: unknown) => {
        throw refusalOf(rejected, 'requests', log);
      });
    },
  };
}

type Limiters = Record<LimitName, RateLimiterPostgres[]>;

function createLimiters(pool: Pool): Limiters {
  const entries = Object.entries(TIERS).map(([name, tiers]) => [
    name,
    (tiers as readonly Tier[]).map(
      ({ tries, seconds }) =>
        new RateLimiterPostgres({
          storeClient: unnamed(pool),
          storeType: 'pool',
          tableName: 'rate_limits',
          tableCreated: true,
          clearExpiredByTimeout: false,
          keyPrefix: `${name}.${seconds}`,
          points: tries,
          duration: seconds,
          inMemoryBlockOnConsumed: tries + 1,
        }),
    ),
  ]);
  return Object.fromEntries(entries) as Limiters;
}

/** Connections of the embedded database share one session, where a statement's name can be taken once only. */
function unnamed(pool: Pool): Pick<Pool, 'query'> {
  const query = ({ text, values }: { text: string; values: unknown[] }) => pool.query(text, values);
  return { query: query as Pool['query'] };
}

function blockedMs(limiter: RateLimiterPostgres, key: string): number {
  const { getInMemoryBlockMsBeforeExpire } = limiter as unknown as {
    getInMemoryBlockMsBeforeExpire(this: RateLimiterPostgres, key: string): number;
  };
  return getInMemoryBlockMsBeforeExpire.call(limiter, limiter.getKey(key));
}

/** What the database shall not hold in the open: addresses of people and of mail. */
function hashOf(key: string): string {
  return createHash('sha256').update(key.toLowerCase()).digest('base64url').slice(0, 32);
}

function refusalOf(rejected: unknown, limit: string, log: Log): unknown {
  return rejected instanceof Error
    ? rejected
    : tooMany(limit, (rejected as RateLimiterRes).msBeforeNext, log);
}

function tooMany(limit: string, waitMs: number, log: Log): AppError {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1000));
  log.warn({ limit, retryAfterSeconds }, 'a limit was reached');
  return new AppError('rate_limited', 'That was tried too often.', {
    remedy: `Try again in ${inWords(retryAfterSeconds)}.`,
    retryAfterSeconds,
  });
}

function inWords(seconds: number): string {
  if (seconds < 2 * MINUTE) {
    return seconds === 1 ? 'a second' : `${seconds} seconds`;
  }
  return seconds < 2 * HOUR
    ? `${Math.ceil(seconds / MINUTE)} minutes`
    : `${Math.ceil(seconds / HOUR)} hours`;
}
