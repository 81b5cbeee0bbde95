import { createHash, timingSafeEqual } from 'node:crypto';
import type { Caller } from './caller.types.ts';

/** The caller behind BELLWETHER_BOOTSTRAP_TOKEN: an admin without a name. Null: it is another token, or none is set. */
export function findBootstrapCaller(known: string | null, token: string): Caller | null {
  if (known === null || !timingSafeEqual(digest(known), digest(token))) {
    return null;
  }
  return {
    kind: 'bootstrap',
    name: 'Bootstrap token',
    grants: [{ role: 'admin', teamId: null }],
    ...{ userId: null, sessionId: null, tokenId: null, scopes: null, personId: null },
    ...{ accountIds: [], isSample: false, accessVersion: 0 },
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
