import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ownPath } from './own-path.ts';

const SITE = 'https://bellwether.example.com';

const { URL } = globalThis as unknown as {
  URL: new (text: string, base: string) => { origin: string };
};

function originOf(path: string): string {
  return new URL(path, SITE).origin;
}

function decodeOnce(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

describe('where to go next', () => {
  it.each([
    '/',
    '/cycle-time',
    '/cycle-time?from=2026-01-01&to=2026-02-01&team=a%20b',
    '/pull-requests/octo-org%2Fapi/12#events',
    '/people/7f1c?tab=notes',
    '/join/abc?next=https://elsewhere.example',
    '/apiary',
  ])('may be %s', (path) => expect(ownPath(path)).toBe(path));

  it.each([
    '',
    'cycle-time',
    'https://elsewhere.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '//elsewhere.example',
    '///elsewhere.example',
    '/\\elsewhere.example',
    '\\\\elsewhere.example',
    '/\t/elsewhere.example',
    '\t//elsewhere.example',
    ' /cycle-time',
    '/\n/elsewhere.example',
    '/%2felsewhere.example',
    '/%2F%2Felsewhere.example',
    '/%252felsewhere.example',
    '/%5celsewhere.example',
    '/%255celsewhere.example',
    '/a/../b',
    '/a/./b',
    '/a/..',
    '/a/..//elsewhere.example',
    '/..//elsewhere.example',
    '/%2e%2e//elsewhere.example',
    '/./%2felsewhere.example',
    '/%09/elsewhere.example',
    '/page%0d%0aSet-Cookie:%20a=b',
    '/page?x=%0d%0aSet-Cookie:a=b',
    '/page\r\nSet-Cookie: a=b',
    '/\u2028/x',
    '/api/auth/sign-out',
    '/API/auth/sign-out',
    '/trpc/access.leave',
    '/x/../api/auth/sign-out',
    '/webhooks/github',
    `/${'a'.repeat(3_000)}`,
  ])('is never %j', (text) => expect(ownPath(text)).toBeNull());

  it('never leaves the site, whatever is given', () => {
    const piece = fc.constantFrom(
      ...[
        '/',
        '\\',
        '..',
        '.',
        '%2f',
        '%5c',
        '%2e',
        '%09',
        '\t',
        '@',
        ':',
        'evil.example',
        '?',
        '#',
      ],
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 10 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (tail) => {
        const path = ownPath(`/${tail}`);
        if (path !== null) {
          expect(path).toBe(`/${tail}`);
          expect(originOf(path)).toBe(SITE);
          expect(originOf(decodeOnce(path))).toBe(SITE);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
