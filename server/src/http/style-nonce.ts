import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';

const nonces = new WeakMap<ServerResponse, string>();

/** What a style element must carry to count in the page of this answer: nobody can know it before. */
export function styleNonceOf(response: ServerResponse): string {
  const known = nonces.get(response);
  if (known !== undefined) {
    return known;
  }
  const made = randomBytes(18).toString('base64url');
  nonces.set(response, made);
  return made;
}
