import { parseCookies } from 'better-auth/cookies';
import type { Browser } from '../browser.types.ts';
import type { Auth } from './create-auth.ts';

/** What names the first step that a browser took, for finding whose it was. Null: it took none. Proves nothing. */
export async function secondStepOf(auth: Auth, { headers }: Browser): Promise<string | null> {
  const { createAuthCookie } = await auth.$context;
  const { name } = createAuthCookie('two_factor');
  const value = parseCookies(headers.cookie ?? '').get(name);
  return value === undefined ? null : (decodeURIComponent(value).split('.')[0] ?? null);
}
