import { expect, test } from 'vitest';
import { patternOf } from './count-requests.ts';

const cases = [
  {
    originalUrl: '/API/v1/metrics/pickup?team=x',
    route: { path: '/metrics/:name' },
    pattern: '/api/v1/metrics/:name',
  },
  { originalUrl: '/healthz', route: { path: '/healthz' }, pattern: '/healthz' },
  { originalUrl: '/api/v1', route: { path: '/' }, pattern: '/api/v1' },
  { originalUrl: '/trpc/people.list,jobs.list?batch=1', pattern: '/trpc' },
  { originalUrl: '/TRPC/x', pattern: '/trpc' },
  { originalUrl: '/join/aSecretOfAnInvitation', pattern: 'page' },
  { originalUrl: '/trpcs', pattern: 'page' },
  { originalUrl: '/%2e%2e/etc/passwd', pattern: 'page' },
];

test.each(cases)('$originalUrl is counted as $pattern', ({ pattern, ...request }) => {
  expect(patternOf(request)).toBe(pattern);
});
