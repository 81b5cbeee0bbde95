import { createHash } from 'node:crypto';

/** The same text always gives the same whole number, 1 to 2^31 − 1: an id for what a recording leaves without one. */
export function stableNumber(text: string): number {
  const bytes = createHash('sha1').update(text).digest();
  return (bytes.readUInt32BE(0) % 0x7ffffffe) + 1;
}

/** The same text always gives the same 40 hexadecimal digits: a commit that a recording leaves without its hash. */
export function stableSha(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}
