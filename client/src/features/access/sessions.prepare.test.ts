import { expect, it } from 'vitest';
import { prepareSessions } from './sessions.prepare.ts';

const session = (sessionId: string, more: object = {}) => ({
  sessionId,
  isCurrent: false,
  device: 'Firefox on Linux',
  ipAddress: '192.0.2.7',
  createdAt: '2026-03-01T09:05:00Z',
  lastUsedAt: '2026-03-02T09:00:00Z',
  expiresAt: '2026-03-09T09:00:00Z',
  ...more,
});

it('lists this browser first, then those used last, and says what is known of each', () => {
  const rows = prepareSessions(
    [
      session('old'),
      session('new', { lastUsedAt: '2026-03-03T09:00:00Z', device: null, ipAddress: null }),
      session('here', { isCurrent: true, lastUsedAt: '2026-03-01T09:00:00Z' }),
    ],
    '2026-03-04T12:00:00Z',
    'UTC',
  );
  expect(rows.map(({ id }) => id)).toEqual(['here', 'new', 'old']);
  expect(rows[0]?.detail).toBe('From 192.0.2.7 · since Sun 1 Mar, 09:05');
  expect(rows[1]).toMatchObject({
    title: 'A browser that does not say what it is',
    detail: 'Since Sun 1 Mar, 09:05 · last used Tue 3 Mar',
  });
});
