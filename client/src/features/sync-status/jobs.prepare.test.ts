import type { JobSummary } from '@bellwether/shared/jobs/jobs.schema';
import { describe, expect, it } from 'vitest';
import { prepareJobs } from './jobs.prepare.ts';

const now = Date.parse('2026-03-12T12:00:00Z');
const job = (overrides: Partial<JobSummary>): JobSummary => ({
  id: '1',
  name: 'pass',
  subject: 'acme/shop',
  state: 'waiting',
  reason: 'sweep',
  retries: 0,
  createdAt: '2026-03-12T11:50:00Z',
  startAfter: null,
  startedAt: null,
  endedAt: null,
  error: null,
  ...overrides,
});
const prepare = (...jobs: JobSummary[]) => prepareJobs(jobs, now, 'UTC');
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('prepareJobs', () => {
  it('puts what failed first, then what runs and waits, then the latest that are done', () => {
    const done = Array.from({ length: 7 }, (_, i) =>
      job({ id: `d${i}`, state: 'done', endedAt: `2026-03-12T11:0${i}:00Z` }),
    );
    const rows = prepare(
      job({ id: 'w' }),
      ...done,
      job({ id: 'r', state: 'running' }),
      job({ id: 'f', state: 'failed' }),
    );
    expect(rows.map(({ id }) => id)).toEqual(['f', 'r', 'w', 'd6', 'd5', 'd4', 'd3', 'd2']);
  });

  it('speaks the reader’s words, for kinds that it does not know too', () => {
    expect(prepare(job({}))[0]).toMatchObject({ what: 'Read what is new: acme/shop' });
    expect(prepare(job({ name: 'new-thing', subject: null }))[0]?.what).toBe('New thing');
  });

  it('says since when or when, who asked, and how often it was tried', () => {
    expect(plain(prepare(job({ retries: 2 }))[0]?.detail)).toBe(
      'asked for 10 min ago · the sweep asked · 2 new tries',
    );
    const later = job({ state: 'retrying', startAfter: '2026-03-12T12:06:00Z', reason: null });
    expect(prepare(later)[0]?.detail).toBe('at 12:06');
    const running = job({ state: 'running', startedAt: '2026-03-12T11:58:00Z', reason: 'person' });
    expect(plain(prepare(running)[0]?.detail)).toBe('begun 2 min ago · a person asked');
  });

  it('offers another try only for what failed', () => {
    const failed = job({ state: 'failed', endedAt: '2026-03-12T11:00:00Z', error: 'No.' });
    expect(prepare(failed)[0]).toMatchObject({ mayRetry: true, error: 'No.' });
    expect(prepare(job({}))[0]?.mayRetry).toBe(false);
  });
});
