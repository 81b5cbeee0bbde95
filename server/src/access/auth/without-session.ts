import type { Browser } from '../browser.types.ts';
import type { Origin } from '../caller.types.ts';
import { clientHeaders } from './client-headers.ts';
import type { Auth } from './create-auth.ts';

/** A browser's headers without the session that it may have: for steps that make a new one, whoever was signed in. */
export async function withoutSession(
  auth: Auth,
  { browser, origin }: { browser: Browser; origin: Origin },
): Promise<Headers> {
  const { authCookies } = await auth.$context;
  const headers = clientHeaders(browser, origin);
  const kept = (headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => !pair.startsWith(`${authCookies.sessionToken.name}=`));
  headers.set('cookie', kept.join('; '));
  return headers;
}
