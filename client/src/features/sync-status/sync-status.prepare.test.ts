import type { SyncStreamStatus } from '@bellwether/shared/sync-status/sync-status.schema';
import { describe, expect, it } from 'vitest';
import { buildStatus, buildStream } from './sync-status.fixture.ts';
import {
  describeNextRun,
  hasData,
  prepareRepository,
  prepareStreams,
} from './sync-status.prepare.ts';

const now = Date.parse('2026-03-12T00:10:00Z');
const row = (overrides: Partial<SyncStreamStatus>) =>
  prepareStreams({ streams: [buildStream(overrides)] }, now)[0];

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
    expect(read?.pace.replaceAll('\u00a0', ' ')).toBe('checked 10 min ago');
  });

  it('passes the reason of a failure and its remedy on, apart from each other', () => {
    const error = {
      code: 'upstream_forbidden',
      message: 'May not read.',
      remedy: 'Let it.',
      at: '2026-03-12T00:00:00Z',
    };
    expect(row({ state: 'failed', error })?.error).toEqual({
      message: 'May not read.',
      remedy: 'Let it.',
    });
  });
});

describe('prepareRepository', () => {
  const pulls = buildStream({
    stored: 716,
    total: 716,
    coverage: 1,
    lastSuccessAt: '2026-03-12T00:00:00Z',
  });
  const read = buildStatus({ dataAsOf: '2026-03-12T00:00:00Z', streams: [pulls] });
  const prepare = (overrides: Parameters<typeof buildStatus>[0]) =>
    prepareRepository({ ...read, ...overrides }, now);

  it('says whether it can be trusted, how complete and how fresh it is', () => {
    expect(prepare({})).toMatchObject({
      name: 'acme/shop',
      levelWords: 'Whole',
      trust: { level: 'whole', sentence: 'All 716 pull requests, 10 minutes old' },
      coverage: { filled: 1, counts: '716 of 716' },
      asOf: { words: '10\u00a0min ago' },
      detail: 'not yet compared as a whole',
      isReading: false,
    });
    expect(prepare({ dataAsOf: null, streams: [] })).toMatchObject({
      asOf: null,
      coverage: { filled: 0, counts: 'nothing yet' },
    });
  });

  it('tells the pace of what is being read, else when all was compared', () => {
    const reading = { ...pulls, state: 'syncing' as const, perSecond: 12, secondsLeft: 180 };
    expect(prepare({ state: 'syncing', streams: [reading] })).toMatchObject({
      detail: 'Pull requests: 12 a second, 3\u00a0min left',
      isReading: true,
    });
    const compared = { ...pulls, deepCheckedAt: '2026-03-11T23:10:00Z' };
    expect(prepare({ streams: [compared] }).detail).toBe('compared with GitHub 1\u00a0h ago');
  });

  it('says when it is read next', () => {
    const at = '2026-03-12T00:15:00Z';
    expect(describeNextRun({ kind: 'sweep', at }, 'UTC')).toBe('at 00:15');
    expect(describeNextRun({ kind: 'waiting', at }, 'UTC')).toBe('again at 00:15');
    expect(describeNextRun({ kind: 'waiting', at: null })).toBe('waits its turn');
    expect(describeNextRun({ kind: 'now', at: null })).toBe('being read');
    expect(describeNextRun(null)).toBe('when it is resumed');
  });
});

describe('hasData', () => {
  it('is true from the first stored pull request on', () => {
    expect(hasData([buildStatus()])).toBe(false);
    expect(hasData([buildStatus({ streams: [buildStream({ stored: 1 })] })])).toBe(true);
  });
});
