import { describe, expect, it } from 'vitest';
import { rateBasis } from './metric-coverage.rules.ts';
import { buildError, buildReading } from './reading.fixture.ts';

const forbidden = { state: 'failed' as const, error: buildError('upstream_forbidden') };

describe('what a metric stands on', () => {
  it('is enough where all that it needs was read', () => {
    expect(rateBasis('pickup', [buildReading()])).toEqual({
      level: 'enough',
      covered: 716,
      total: 716,
      dataAsOf: '2026-03-12T11:48:00Z',
      reason: null,
      step: null,
    });
  });

  it('is insufficient under the floor, and enough at it', () => {
    const at = (stored: number) =>
      rateBasis('coding', [buildReading({}, [{ stored, total: 1000 }])]).level;
    expect(at(950)).toBe('enough');
    expect(at(949)).toBe('insufficient');
  });

  it('asks only for the streams that the metric needs', () => {
    const unread = { ...forbidden, lastSuccessAt: null, stored: 0, total: null };
    const noDeployments = [
      buildReading({ undeployed: 212 }, [{ stream: 'deployments', ...unread }]),
    ];
    expect(rateBasis('pickup', noDeployments).level).toBe('enough');
    expect(rateBasis('lead-time', noDeployments)).toMatchObject({
      level: 'insufficient',
      covered: 0,
      total: 716,
      reason: 'Not all deployments have been read.',
      step: {
        text: 'Let the token read deployments: lead time is missing for 212 pull requests',
        to: '/connections',
      },
    });
    const noComments = [buildReading({}, [{ stream: 'review-comments', ...unread }])];
    expect(rateBasis('pickup', noComments).level).toBe('insufficient');
    expect(rateBasis('time-to-merge', noComments).level).toBe('enough');
  });

  it('counts a stream that failed later as read: its age says the rest', () => {
    const failedLater = { stream: 'review-comments' as const, ...forbidden };
    const old = { ...failedLater, lastSuccessAt: '2026-03-10T09:00:00Z' };
    expect(rateBasis('pickup', [buildReading({}, [old])])).toMatchObject({
      level: 'enough',
      dataAsOf: '2026-03-10T09:00:00Z',
    });
  });

  it('adds repositories up by their pull requests', () => {
    const small = buildReading({ repository: 'acme/api' }, [{ stored: 10, total: 20 }]);
    expect(rateBasis('coding', [buildReading(), small])).toMatchObject({
      level: 'enough',
      covered: 726,
      total: 736,
    });
  });

  it('is insufficient while one of the repositories was never read', () => {
    const unread = { state: 'queued' as const, stored: 0, total: null, lastSuccessAt: null };
    const fresh = buildReading({ repository: 'acme/api', dataAsOf: null, state: 'queued' }, [
      unread,
    ]);
    expect(rateBasis('coding', [buildReading(), fresh])).toMatchObject({
      level: 'insufficient',
      dataAsOf: null,
      total: null,
      reason: 'Not all pull requests of acme/api have been read.',
      step: { to: null },
    });
  });

  it('claims nothing where nothing is known of the reading', () => {
    expect(rateBasis('coding', [buildReading({ streams: [], dataAsOf: null })]).level).toBe(
      'unknown',
    );
    expect(rateBasis('coding', []).level).toBe('unknown');
  });

  it('names the step that fills a metric of deployments when none counts', () => {
    const none = { deployments: 0, deployed: 0, merged: 212 };
    expect(rateBasis('lead-time', [buildReading()], none)).toMatchObject({
      level: 'insufficient',
      reason: 'No deployment is known of these repositories.',
      step: {
        text: 'Say how you deploy: lead time is missing for 212 pull requests',
        to: '/deployments',
      },
    });
    const unmatched = rateBasis('merge-to-production', [buildReading()], {
      ...none,
      deployments: 30,
    });
    expect(unmatched.step?.text).toMatch(/^Say which deployments count as production/);
    const matched = { ...none, deployments: 30, deployed: 1 };
    expect(rateBasis('lead-time', [buildReading()], matched).level).toBe('enough');
    expect(rateBasis('pickup', [buildReading()], none).level).toBe('enough');
  });
});
