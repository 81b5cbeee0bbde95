import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAuthorization } from './read-authorization.rules.ts';

const token = 'bw_Zm9vYmFyYmF6cXV4';
const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

describe('a header Authorization', () => {
  it('may be missing', () => {
    expect(readAuthorization(undefined, 'bearer')).toEqual({ kind: 'absent' });
  });

  it.each([`Bearer ${token}`, `bearer ${token}`, `BEARER   ${token}  `])(
    'shows a token at every door: %j',
    (header) => {
      expect(readAuthorization(header, 'bearer')).toEqual({ kind: 'token', token });
      expect(readAuthorization(header, 'basic')).toEqual({ kind: 'token', token });
    },
  );

  it.each([
    ['as the password of anybody', basic(`anybody:${token}`)],
    ['as a password without a user', basic(`:${token}`)],
    ['as the user without a password', basic(`${token}:`)],
    ['with the scheme in small letters', basic(`x:${token}`).replace('Basic', 'basic')],
  ])('shows a token %s where basic authorization is taken, and only there', (_, header) => {
    expect(readAuthorization(header, 'basic')).toEqual({ kind: 'token', token });
    expect(readAuthorization(header, 'bearer').kind).toBe('wrong');
  });

  it('may hold a token with colons', () => {
    const shown = readAuthorization(basic('user:a:b:c'), 'basic');
    expect(shown).toEqual({ kind: 'token', token: 'a:b:c' });
  });

  it.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['a scheme alone', 'Bearer'],
    ['a scheme and spaces', 'Bearer   '],
    ['a token alone', token],
    ['another scheme', `Token ${token}`],
    ['two tokens', `Bearer ${token} ${token}`],
    ['a token beyond all length', `Bearer ${'a'.repeat(201)}`],
    ['a header beyond all length', `Bearer ${'a'.repeat(5_000)}`],
    ['letters beyond ASCII', 'Bearer pässwört-pässwört'],
    ['control characters', 'Bearer abc\tdef'],
    ['no base64', 'Basic ***'],
    ['a user without a colon', basic('someone')],
    ['neither user nor password', basic(':')],
    ['a password that no token is', basic('user:päss wört')],
  ])('holds no token with %s, and is told so without being repeated', (_, header) => {
    for (const door of ['bearer', 'basic'] as const) {
      const shown = readAuthorization(header, door);
      expect(shown.kind).toBe('wrong');
      const secret = header.replace(/^\w+ +/, '').trim();
      expect(secret.length > 8 && JSON.stringify(shown).includes(secret)).toBe(false);
    }
  });

  it('never fails, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('', 'Basic ', 'Bearer '),
        (text, scheme) => {
          const shown = readAuthorization(scheme + text, 'basic');
          expect(['token', 'wrong']).toContain(shown.kind);
          expect(shown.kind !== 'token' || /^[\x21-\x7e]{1,200}$/.test(shown.token)).toBe(true);
        },
      ),
    );
  });
});
