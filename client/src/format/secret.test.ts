import { expect, it } from 'vitest';
import { formatSecretStatus } from './secret.ts';

const now = '2026-05-20T12:00:00Z';
const status = { setAt: '2026-05-03T12:00:00Z', setBy: 'Ada Admin', hint: '9f2' };

it.each([
  [status, 'Set on Sun 3 May by Ada Admin, ends in …9f2'],
  [{ ...status, setBy: null }, 'Set on Sun 3 May, ends in …9f2'],
  [{ ...status, setBy: 'the environment', hint: null }, 'Set on Sun 3 May by the environment'],
  [{ setAt: null, setBy: null, hint: '9f2' }, 'Set, ends in …9f2'],
  [{ ...status, hint: '' }, 'Set on Sun 3 May by Ada Admin'],
  [{ ...status, isKey: true }, 'Set on Sun 3 May by Ada Admin, fingerprint SHA256:9f2…'],
])(
  'says of a secret when it was set, by whom and how it ends, as far as that is known: %j',
  (known, words) => {
    expect(formatSecretStatus(known, now)).toBe(words);
  },
);
