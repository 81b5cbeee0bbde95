import type { JobSummary } from '@bellwether/shared/jobs/jobs.schema';
import { describe, expect, it } from 'vitest';
import { planNextRun } from './next-run.rules.ts';

const now = new Date('2026-03-12T12:04:00Z');
const shop = { repository: 'acme/shop', state: 'idle' as const, pausedAt: null };
const job = (overrides: Partial<JobSummary>): JobSummary => ({
  id: '1',
  name: 'pass',
  subject: 'acme/shop',
  state: 'waiting',
  reason: 'sweep',
  retries: 0,
  createdAt: '2026-03-12T12:00:00Z',
  startAfter: null,
  startedAt: null,
  endedAt: null,
  error: null,
  ...overrides,
});

describe('the next run of a repository', () => {
  it('is the sweep of the next full quarter where nothing was asked for', () => {
    const sweep = { kind: 'sweep', at: '2026-03-12T12:15:00.000Z' };
    expect(planNextRun(shop, [], now)).toEqual(sweep);
    const others = [
      job({ subject: 'acme/api' }),
      job({ state: 'done' }),
      job({ name: 'pull-request' }),
    ];
    expect(planNextRun(shop, others, now)).toEqual(sweep);
    const onTheQuarter = new Date('2026-03-12T12:15:00Z');
    expect(planNextRun(shop, [], onTheQuarter)?.at).toBe('2026-03-12T12:30:00.000Z');
  });

  it('is as soon as its turn comes, or when a failed one is tried again', () => {
    expect(planNextRun(shop, [job({})], now)).toEqual({ kind: 'waiting', at: null });
    const later = job({ state: 'retrying', startAfter: '2026-03-12T12:06:00.000Z' });
    expect(planNextRun(shop, [later], now)).toEqual({
      kind: 'waiting',
      at: '2026-03-12T12:06:00.000Z',
    });
    expect(planNextRun(shop, [later, job({})], now)).toEqual({ kind: 'waiting', at: null });
    expect(planNextRun({ ...shop, state: 'queued' }, [], now)?.kind).toBe('waiting');
  });

  it('is now while it is read, and never while it is paused', () => {
    expect(planNextRun({ ...shop, state: 'syncing' }, [], now)?.kind).toBe('now');
    expect(planNextRun(shop, [job({ state: 'running' })], now)?.kind).toBe('now');
    expect(planNextRun({ ...shop, pausedAt: now }, [job({})], now)).toBeNull();
  });
});
