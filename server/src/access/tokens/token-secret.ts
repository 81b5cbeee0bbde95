import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'bw_';
const SECRET_BYTES = 32;
const START_LENGTH = 7;
const MADE = /^bw_[\w-]{43}$/;

export type MadeToken = {
  secret: string;
  hash: string;
  /** What a list shows of it. */
  start: string;
};

/** A new token: 256 random bits. A prefix lets people and scanners of secrets see what it is. */
export function makeToken(): MadeToken {
  const secret = `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { secret, hash: hashToken(secret), start: secret.slice(0, START_LENGTH) };
}

/** Whether it looks like one that was made here, not thought of by people. */
export function isMade(secret: string): boolean {
  return MADE.test(secret);
}

/** What is kept of a token. A fast hash is enough: there are too many tokens to try. */
export function hashToken(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
