import { describe, expect, it } from 'vitest';
import { buildError, buildReading, buildStream } from './reading.fixture.ts';
import type { RepositoryReading } from './reading.types.ts';
import { rateAll, rateRepository, STALE_AFTER_MS } from './trust.rules.ts';

const now = Date.parse('2026-03-12T12:00:00Z');
const rate = (reading: RepositoryReading) => rateRepository(reading, now);
const failed = (code: string) => ({ state: 'failed' as const, error: buildError(code) });

describe('whether a repository can be trusted', () => {
  it('is whole where all pull requests are stored and fresh', () => {
    expect(rate(buildReading())).toEqual({
      level: 'whole',
      sentence: 'All 716 pull requests, 12 minutes old',
      step: null,
    });
    expect(rate(buildReading({}, [{ stored: 0, total: 0 }])).sentence).toBe(
      'No pull requests yet, 12 minutes old',
    );
  });

  it('stays partial while it is read again, and when the next try ended early', () => {
    const lost = { stream: 'deployments' as const, ...failed('upstream_forbidden') };
    for (const state of ['failed', 'queued', 'syncing', 'idle'] as const) {
      expect(rate(buildReading({}, [{ ...lost, state }])).level).toBe('partial');
    }
    const readSince = { ...lost, state: 'idle' as const, lastSuccessAt: '2026-03-12T11:50:00Z' };
    expect(rate(buildReading({}, [readSince])).level).toBe('whole');
  });

  it('gives what stopped it the benefit of the doubt while it is read again', () => {
    const refused = failed('upstream_unauthenticated');
    expect(rate(buildReading({}, [{ ...refused, state: 'queued' }])).level).toBe('broken');
    expect(rate(buildReading({}, [{ ...refused, state: 'syncing' }])).level).toBe('whole');
  });

  it('keeps the capital of a name in the middle of a sentence', () => {
    const refused = { ...failed('x'), error: buildError('x', 'GitHub said no.') };
    const all = [buildReading(), buildReading({ repository: 'acme/till' }, [refused])];
    expect(rateAll(all, now)?.sentence).toContain('acme/till: GitHub said no');
  });

  it('is stale once three sweeps were missed, not a moment earlier', () => {
    const at = (age: number) => buildReading({ dataAsOf: new Date(now - age).toISOString() });
    expect(rate(at(STALE_AFTER_MS)).level).toBe('whole');
    expect(rate(at(STALE_AFTER_MS + 1))).toEqual({
      level: 'stale',
      sentence: '716 pull requests, as they were 45 minutes ago',
      step: { text: 'Read it now', to: '/sync', gain: 0 },
    });
    expect(rate({ ...at(STALE_AFTER_MS + 1), state: 'syncing' }).level).toBe('catching-up');
  });

  it('catches up until the first pass is complete, and says how far it is', () => {
    const first = buildReading({ state: 'syncing', dataAsOf: null }, [
      { state: 'syncing', stored: 1234, total: 20_000, lastSuccessAt: null },
    ]);
    expect(rate(first)).toMatchObject({
      level: 'catching-up',
      sentence: '1\u202f234 of 20\u202f000 pull requests so far, the latest first',
      step: { to: null, gain: 18_766 },
    });
    const unread = buildReading({ dataAsOf: null, streams: [] });
    expect(rate(unread)).toMatchObject({ level: 'catching-up', sentence: 'Not read yet' });
  });

  it('is partial where pull requests are missing and nothing is being read', () => {
    const missing = [{ stored: 700 }];
    expect(rate(buildReading({}, missing))).toMatchObject({
      level: 'partial',
      sentence: '700 of 716 pull requests, 12 minutes old',
      step: { to: '/sync', gain: 16 },
    });
    expect(rate(buildReading({ state: 'syncing' }, missing)).level).toBe('whole');
    expect(rate(buildReading({ state: 'syncing' }, [{ stored: 600 }])).level).toBe('catching-up');
  });

  it('is partial where another stream may not be read, with what that costs', () => {
    const reading = buildReading({ undeployed: 212 }, [
      { stream: 'deployments', ...failed('upstream_forbidden') },
      { stream: 'comparisons', ...failed('upstream_forbidden') },
    ]);
    expect(rate(reading)).toEqual({
      level: 'partial',
      sentence:
        'All 716 pull requests, 12 minutes old, but deployments and commits could not be read',
      step: {
        text: 'Let the token read deployments: lead time is missing for 212 pull requests',
        to: '/connections',
        gain: 212,
      },
    });
  });

  it('does not cry over what passes by itself while the numbers are fresh', () => {
    for (const stream of ['pull-requests', 'deployments'] as const) {
      const reading = buildReading({}, [{ stream, ...failed('upstream_unavailable') }]);
      expect(rate(reading).level).toBe('whole');
    }
    const old = buildReading({ dataAsOf: '2026-03-12T09:00:00Z' }, [
      failed('upstream_unavailable'),
    ]);
    expect(rate(old)).toMatchObject({
      level: 'stale',
      sentence: '716 pull requests, as they were 3 hours ago. GitHub said no',
      step: { text: 'Wait: GitHub is asked again by itself', to: null },
    });
  });

  it('is broken where somebody must do something', () => {
    const refused = buildReading({}, [
      { stream: 'repository', ...failed('upstream_unauthenticated') },
    ]);
    expect(rate(refused)).toMatchObject({
      level: 'broken',
      sentence: 'GitHub said no: the numbers are 12 minutes old',
      step: { text: 'Replace the token: news are missing for 716 pull requests' },
    });
    const gone = buildReading({ inaccessibleSince: '2026-03-10T12:00:00Z' });
    expect(rate(gone)).toMatchObject({
      level: 'broken',
      sentence: 'GitHub has not shown it for 2 days; what was read before is kept',
    });
  });

  it('is paused before it is anything else', () => {
    const paused = buildReading({
      pausedAt: '2026-03-09T12:00:00Z',
      inaccessibleSince: '2026-03-10T12:00:00Z',
    });
    expect(rate(paused)).toMatchObject({
      level: 'paused',
      sentence: 'Paused 3 days ago; nothing newer is read',
      step: { text: 'Resume the reading', to: '/sync' },
    });
  });
});

describe('whether all of them can be trusted', () => {
  const api = (overrides: Partial<RepositoryReading> = {}) =>
    buildReading({ repository: 'acme/api', ...overrides });

  it('knows nothing of nothing', () => {
    expect(rateAll([], now)).toBeNull();
  });

  it('adds up what is whole, as old as the oldest', () => {
    expect(rateAll([buildReading(), api({ dataAsOf: '2026-03-12T11:30:00Z' })], now)).toEqual({
      level: 'whole',
      sentence: 'All 1\u202f432 pull requests of 2 repositories, at most 30 minutes old',
      step: null,
    });
  });

  it('is the one repository where there is one', () => {
    expect(rateAll([buildReading()], now)).toEqual(rate(buildReading()));
  });

  it('says how far the first reading is, with a total as soon as all are known', () => {
    const first = (stored: number, total: number | null) =>
      api({
        state: 'syncing',
        dataAsOf: null,
        streams: [buildStream({ stored, total, lastSuccessAt: null })],
      });
    expect(rateAll([first(5, 100), first(0, null)], now)?.sentence).toBe(
      '5 pull requests of 2 repositories so far, the latest first',
    );
    expect(rateAll([first(5, 100), first(7, 20)], now)?.sentence).toBe(
      '12 of 120 pull requests of 2 repositories so far, the latest first',
    );
  });

  it('names the worst, and counts the whole', () => {
    const paused = api({ pausedAt: '2026-03-12T11:00:00Z' });
    expect(rateAll([paused, buildReading()], now)).toMatchObject({
      level: 'partial',
      sentence: '1 of 2 repositories is whole. acme/api: paused 1 hour ago; nothing newer is read',
      step: { text: 'Resume the reading (acme/api)' },
    });
  });

  it('takes the step that gains most, over all repositories that it helps', () => {
    const noDeployments = [{ stream: 'deployments' as const, ...failed('upstream_forbidden') }];
    const all = [
      buildReading({ undeployed: 100 }, noDeployments),
      buildReading({ repository: 'acme/api', undeployed: 112 }, noDeployments),
      buildReading({ repository: 'acme/web' }, [
        { stream: 'issues', ...failed('upstream_forbidden') },
      ]),
    ];
    expect(rateAll(all, now)?.step).toEqual({
      text: 'Let the token read deployments: lead time is missing for 212 pull requests',
      to: '/connections',
      gain: 212,
    });
  });

  it('prefers what a person can do to waiting', () => {
    const waiting = buildReading({ dataAsOf: null, state: 'syncing' }, [
      { stored: 1, total: 9000 },
    ]);
    const refused = buildReading({ repository: 'acme/api', undeployed: 5 }, [
      { stream: 'deployments', ...failed('upstream_forbidden') },
    ]);
    expect(rateAll([waiting, refused], now)?.step?.to).toBe('/connections');
  });
});
