import { createRateLimits } from '@bellwether/server/access/rate-limits';
import { clearRateLimits } from '@bellwether/server/access/rate-limits.store';
import type { RateLimits } from '@bellwether/server/app-context';
import type { Database } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import { AppError } from '@bellwether/shared/errors/app-error';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase } from '../support/database.ts';

let db: Database;
let limits: RateLimits;
let logged: string[] = [];

const log = createLog('trace', { to: { write: (line) => logged.push(line) } });

beforeAll(async () => {
  db = await openTestDatabase();
  limits = createRateLimits({ pool: db.pool, log });
});

afterAll(() => db.close());

const wrong = () => Promise.reject(new AppError('unauthenticated', 'Wrong.'));
const right = () => Promise.resolve('in');

describe('what is tried too often', () => {
  it('is refused with the time to come again, whoever is asked first, even with the right answer', async () => {
    const tries = [{ limit: 'set-up-code', key: '203.0.113.1' }] as const;
    for (let count = 0; count < 10; count += 1) {
      await expect(limits.attempt(tries, wrong)).rejects.toMatchObject({ code: 'unauthenticated' });
    }
    logged = [];
    const refused = {
      code: 'rate_limited',
      remedy: expect.stringMatching(/^Try again in 1\d minutes\.$/),
    };
    await expect(limits.attempt(tries, right)).rejects.toMatchObject(refused);
    expect(logged.join('')).toContain('"limit":"set-up-code"');
    const other = createRateLimits({ pool: db.pool, log });
    await expect(other.attempt(tries, right)).rejects.toMatchObject(refused);
    await expect(
      other.attempt([{ limit: 'set-up-code', key: '203.0.113.2' }], right),
    ).resolves.toBe('in');
  });

  it('counts many at once as many', async () => {
    const tries = [{ limit: 'one-time-link', key: '203.0.113.3' }] as const;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 60 }, () => limits.attempt(tries, wrong)),
    );
    const guessed = outcomes.filter(
      (one) => one.status === 'rejected' && (one.reason as AppError).code === 'unauthenticated',
    );
    expect(guessed.length).toBe(30);
  });

  it('does not count what succeeds, nor what failed on our side', async () => {
    const tries = [{ limit: 'set-up-code', key: '203.0.113.4' }] as const;
    for (let count = 0; count < 15; count += 1) {
      await expect(limits.attempt(tries, right)).resolves.toBe('in');
      await expect(
        limits.attempt(tries, () => Promise.reject(new Error('broken'))),
      ).rejects.toThrow('broken');
    }
  });

  it('keeps no address of a person in the open', async () => {
    await limits.take({ limit: 'sign-in.anywhere', key: 'Ada@Example.com' });
    const { rows } = await db.pool.query<{ key: string }>('select key from rate_limits');
    expect(JSON.stringify(rows)).not.toMatch(/ada|203\.0/i);
    expect(rows.length).toBeGreaterThan(3);
  });

  it('is forgotten when its time is over', async () => {
    await clearRateLimits(db.pool, new Date(Date.now() + 2 * 24 * 3_600_000));
    const { rows } = await db.pool.query('select from rate_limits');
    expect(rows).toEqual([]);
  });

  it('is not tried at all when nobody can count', async () => {
    const broken = {
      query: () => Promise.reject(new Error('no database')),
    } as unknown as Database['pool'];
    let isMade = false;
    const attempt = createRateLimits({ pool: broken, log }).attempt(
      [{ limit: 'sign-in.account', key: 'a' }],
      () => {
        isMade = true;
        return right();
      },
    );
    await expect(attempt).rejects.toThrow('no database');
    expect(isMade).toBe(false);
  });
});
