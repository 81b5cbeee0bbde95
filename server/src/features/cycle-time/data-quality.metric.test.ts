import type {
  RepositoryReading,
  StreamReading,
} from '@bellwether/shared/sync-status/reading.types';
import { describe, expect, it } from 'vitest';
import { rateDataQuality } from './data-quality.metric.ts';

const pulls: StreamReading = {
  stream: 'pull-requests',
  state: 'idle',
  stored: 50,
  total: 100,
  lastSuccessAt: '2026-03-02T00:00:00.000Z',
  error: null,
};
const shop: RepositoryReading = {
  repository: 'acme/shop',
  state: 'idle',
  streams: [pulls],
  dataAsOf: '2026-03-02T00:00:00.000Z',
  pausedAt: null,
  inaccessibleSince: null,
  undeployed: null,
};
const rate = (...readings: RepositoryReading[]) => rateDataQuality(readings, 'pickup');
const withStreams = (...streams: StreamReading[]) => rate({ ...shop, streams });

describe('rateDataQuality', () => {
  it('covers what is stored of all repositories, as fresh as the oldest', () => {
    const api = {
      ...shop,
      repository: 'acme/api',
      dataAsOf: '2026-03-01T00:00:00.000Z',
      streams: [{ ...pulls, stored: 300, total: 300 }],
    };
    expect(rate(shop, api)).toMatchObject({
      dataAsOf: '2026-03-01T00:00:00.000Z',
      coverage: 0.875,
      isSyncing: false,
      problems: [],
    });
  });

  it('knows neither while one repository was never read', () => {
    const unread = { ...shop, state: 'queued' as const, streams: [], dataAsOf: null };
    expect(rate(shop, unread)).toMatchObject({ dataAsOf: null, coverage: null, isSyncing: true });
    expect(rate()).toMatchObject({ dataAsOf: null, coverage: null });
  });

  it('covers an empty repository completely', () => {
    expect(withStreams({ ...pulls, stored: 0, total: 0 }).coverage).toBe(1);
  });

  it('names each repository whose read failed once, with the reason and the remedy', () => {
    const at = '2026-03-12T11:50:00Z';
    const error = { code: 'upstream_forbidden', message: 'It may not.', remedy: 'Let it.', at };
    const failed = { ...pulls, state: 'failed' as const, error };
    const too = { ...failed, stream: 'issues' as const };
    expect(withStreams(failed, too).problems).toEqual([
      { repository: 'acme/shop', message: 'It may not. Let it.' },
    ]);
    const askedAgain = { ...failed, state: 'queued' as const };
    expect(withStreams(askedAgain).problems).toHaveLength(1);
  });

  it('rates each part of the page by what it needs', () => {
    const comments = { ...pulls, stream: 'review-comments' as const, total: null, stored: 0 };
    const { basis } = withStreams({ ...pulls, stored: 100 }, { ...comments, lastSuccessAt: null });
    expect(basis.list.level).toBe('enough');
    expect(basis.metric.level).toBe('insufficient');
    expect(basis.grades.level).toBe('insufficient');
  });
});
