import { expect, test } from 'vitest';
import { patternOf } from './count-requests.ts';

const cases = [
  {
    baseUrl: '/API/v1',
    originalUrl: '/API/v1/metrics/pickup?team=x',
    route: { path: '/metrics/:name' },
    pattern: '/api/v1/metrics/:name',
  },
  { baseUrl: '', originalUrl: '/healthz', route: { path: '/healthz' }, pattern: '/healthz' },
  { baseUrl: '/api/v1', originalUrl: '/api/v1', route: { path: '/' }, pattern: '/api/v1' },
  { baseUrl: '', originalUrl: '/trpc/people.list,jobs.list?batch=1', pattern: '/trpc' },
  { baseUrl: '', originalUrl: '/TRPC/x', pattern: '/trpc' },
  { baseUrl: '', originalUrl: '/join/aSecretOfAnInvitation', pattern: 'page' },
  { baseUrl: '', originalUrl: '/trpcs', pattern: 'page' },
  { baseUrl: '', originalUrl: '/%2e%2e/etc/passwd', pattern: 'page' },
];

test.each(cases)('$originalUrl is counted as $pattern', ({ pattern, ...request }) => {
  expect(patternOf(request)).toBe(pattern);
});
