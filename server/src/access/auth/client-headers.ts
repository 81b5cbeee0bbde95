import { fromNodeHeaders } from 'better-auth/node';
import type { Browser } from '../browser.types.ts';
import type { Origin } from '../caller.types.ts';

/** Where the server tells the sign-in library whence a request came; what a client sends under this name is dropped. */
export const CLIENT_ADDRESS = 'x-bellwether-client-address';

/** A browser's headers as the sign-in library may read them. */
export function clientHeaders(
  { headers }: Pick<Browser, 'headers'>,
  { ipAddress }: Pick<Origin, 'ipAddress'>,
): Headers {
  const given = fromNodeHeaders(headers);
  given.delete(CLIENT_ADDRESS);
  if (ipAddress !== null) {
    given.set(CLIENT_ADDRESS, ipAddress);
  }
  return given;
}
