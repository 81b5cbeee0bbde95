/** What a header `Authorization` shows. `wrong` completes the answer "The header Authorization …". */
export type Authorization =
  | { kind: 'absent' }
  | { kind: 'token'; token: string }
  | { kind: 'wrong'; message: string; remedy: string };

/** `bearer`: alone. `basic`: the token may also stand where a password, or a user without one, stands. */
export type TokenDoor = 'bearer' | 'basic';

const LONGEST_HEADER = 1_000;
const TOKEN = /^[\x21-\x7e]{1,200}$/;

const remedies: Record<TokenDoor, string> = {
  bearer: 'Send Authorization: Bearer <token>.',
  basic: 'Send Authorization: Bearer <token>, or basic authorization with the token as password.',
};

/** Finds the token in a header; never repeats what stood there. */
export function readAuthorization(header: string | undefined, door: TokenDoor): Authorization {
  if (header === undefined) {
    return { kind: 'absent' };
  }
  const wrong = (message: string) => ({ kind: 'wrong', message, remedy: remedies[door] }) as const;
  if (header.length > LONGEST_HEADER) {
    return wrong('The header Authorization is longer than any token.');
  }
  if (!/^[\x20-\x7e]*$/.test(header)) {
    return wrong('The header Authorization holds characters that no token has.');
  }
  const [scheme = '', ...rest] = header.trim().split(' ');
  const value = rest.join(' ').trim();
  if (scheme === '') {
    return wrong('The header Authorization is empty.');
  }
  const token = tokenOf(scheme.toLowerCase(), value, door);
  if (token === null) {
    return wrong('The header Authorization is of another kind than this address takes.');
  }
  return TOKEN.test(token)
    ? { kind: 'token', token }
    : wrong('The header Authorization holds no token.');
}

/** Null: this door takes no such scheme. */
function tokenOf(scheme: string, value: string, door: TokenDoor): string | null {
  if (scheme === 'bearer') {
    return value;
  }
  return scheme === 'basic' && door === 'basic' ? tokenOfBasic(value) : null;
}

/** The password, or the user where there is no password; empty where it is no pair. */
function tokenOfBasic(value: string): string {
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(value)) {
    return '';
  }
  const pair = Buffer.from(value, 'base64').toString('latin1');
  const colon = pair.indexOf(':');
  if (colon === -1) {
    return '';
  }
  return pair.slice(colon + 1) || pair.slice(0, colon);
}
