import { describe, expect, it } from 'vitest';
import { rateDataQuality } from './data-quality.metric.ts';

const stream = {
  repository: 'acme/shop',
  stream: 'pull-requests',
  state: 'idle',
  stored: 50,
  total: 100,
  watermarkAt: new Date('2026-03-02T00:00:00Z'),
  errorMessage: null,
};

describe('rateDataQuality', () => {
  it('covers what is stored of all repositories, as fresh as the oldest', () => {
    const other = {
      ...stream,
      repository: 'acme/api',
      stored: 300,
      total: 300,
      watermarkAt: new Date('2026-03-01T00:00:00Z'),
    };
    expect(rateDataQuality([stream, other])).toEqual({
      dataAsOf: '2026-03-01T00:00:00Z',
      coverage: 0.875,
      isSyncing: false,
      problems: [],
    });
  });

  it('knows neither while one repository was never read', () => {
    const unread = { ...stream, state: 'queued', total: null, watermarkAt: null };
    expect(rateDataQuality([stream, unread])).toMatchObject({
      dataAsOf: null,
      coverage: null,
      isSyncing: true,
    });
    expect(rateDataQuality([])).toMatchObject({ dataAsOf: null, coverage: null });
  });

  it('covers an empty repository completely', () => {
    expect(rateDataQuality([{ ...stream, stored: 0, total: 0 }]).coverage).toBe(1);
  });

  it('names each repository whose read failed once, with the reason', () => {
    const failed = { ...stream, state: 'failed', errorMessage: 'GitHub refused the token.' };
    const too = { ...failed, stream: 'deployments', errorMessage: 'The same again.' };
    expect(rateDataQuality([failed, too]).problems).toEqual([
      { repository: 'acme/shop', message: 'GitHub refused the token.' },
    ]);
  });
});
