import { expect, it } from 'vitest';
import { spellingsOfUserId } from './github-account-ids.rules.ts';

it.each([
  ['MDQ6VXNlcjU4MzIzMQ==', 'U_kgDOAAjmPw'],
  ['MDQ6VXNlcjE=', 'U_kgAB'],
  ['MDQ6VXNlcjIwMA==', 'U_kgDMyA'],
  ['MDQ6VXNlcjYwMDAw', 'U_kgDN6mA'],
  ['MDQ6VXNlcjUwMDAwMDAwMDA=', 'U_kgDPAAAAASoF8gA'],
])('%s and %s are the same user', (old, now) => {
  expect(spellingsOfUserId(old)).toEqual([old, now]);
  expect(spellingsOfUserId(now)).toEqual([now, old]);
});

it.each(['', 'U_', 'U_5001', 'U_pia', 'MDEyOk9yZ2FuaXphdGlvbjE=', 'O_kgDOAAjmPw', 'U_kgDOAAjmPx'])(
  '"%s" stands for itself alone',
  (id) => {
    expect(spellingsOfUserId(id)).toEqual([id]);
  },
);
