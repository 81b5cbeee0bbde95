import type {
  RepositorySyncStatus,
  SyncStreamStatus,
} from '@bellwether/shared/sync-status/sync-status.schema';
import { describe, expect, it } from 'vitest';
import { describeRepository, hasData, prepareStreams } from './sync-status.prepare.ts';

const now = Date.parse('2026-03-12T00:10:00Z');
const stream = (overrides: Partial<SyncStreamStatus>): SyncStreamStatus => ({
  stream: 'pull-requests',
  state: 'idle',
  stored: 0,
  total: null,
  coverage: null,
  cursor: null,
  done: 0,
  expected: null,
  perSecond: null,
  secondsLeft: null,
  lastSuccessAt: null,
  error: null,
  ...overrides,
});
const repository = (overrides: Partial<SyncStreamStatus>): RepositorySyncStatus => ({
  repositoryId: 'R_1',
  repository: 'acme/shop',
  connectionId: '3f2c8a52-5a0e-4d7e-9a57-6a4d9b8c1e11',
  connectionKind: 'token',
  state: 'syncing',
  historyFrom: null,
  streams: [stream(overrides)],
  dataAsOf: null,
});
const row = (overrides: Partial<SyncStreamStatus>) => prepareStreams(repository(overrides), now)[0];

describe('prepareStreams', () => {
  it('shows counts, rate and time left while reading', () => {
    const reading = {
      state: 'syncing',
      done: 30,
      expected: 120,
      perSecond: 1.5,
      secondsLeft: 60,
    } as const;
    const shown = row(reading);
    expect(shown).toMatchObject({ filled: 0.25, counts: '30 of 120' });
    expect(shown?.pace.replaceAll('\u00a0', ' ')).toBe('1.5 a second, 1 min left');
  });

  it('claims no share where the whole is not known', () => {
    expect(row({ state: 'syncing', done: 30 })).toMatchObject({ filled: null, counts: '0 stored' });
  });

  it('never fills a bar beyond its end, and fills one of nothing', () => {
    expect(row({ state: 'syncing', done: 9, expected: 3 })?.filled).toBe(1);
    expect(row({ state: 'syncing', done: 0, expected: 0 })?.filled).toBe(1);
  });

  it('does not call up to date what was never read', () => {
    expect(row({})?.stateWords).toBe('Not read yet');
    expect(row({})?.filled).toBe(0);
    const read = row({ lastSuccessAt: '2026-03-12T00:00:00Z' });
    expect(read?.stateWords).toBe('Up to date');
    expect(read?.pace.replaceAll('\u00a0', ' ')).toBe('read 10 min ago');
  });

  it('passes the reason of a failure on in its own words', () => {
    const error = {
      code: 'upstream_forbidden',
      message: 'May not read.',
      at: '2026-03-12T00:00:00Z',
    };
    expect(row({ state: 'failed', error })?.error).toBe('May not read.');
  });
});

describe('describeRepository', () => {
  it('says what it does, how complete and how fresh it is', () => {
    expect(describeRepository(repository({ coverage: 0.998 }), now).replaceAll('\u202f', ' ')).toBe(
      'Reading · 99.8 % of its pull requests · not read to the end yet',
    );
  });
});

describe('hasData', () => {
  it('is true from the first stored pull request on', () => {
    expect(hasData([repository({})])).toBe(false);
    expect(hasData([repository({ stored: 1 })])).toBe(true);
  });
});
