import type { AppRouter } from '@bellwether/server/trpc/app-router';
import { createTRPCClient, httpLink } from '@trpc/client';

/** The password of every user that tests make. */
export const TEST_PASSWORD = 'correct horse battery staple 9';

/** Cookies of the admins of servers under test, by address. */
const adminCookies = new Map<string, Promise<string>>();

/** Signs in as a browser would, and gives the cookie header. */
export async function signIn(
  url: string,
  email: string,
  password = TEST_PASSWORD,
): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) {
    throw new Error(`${email} could not sign in: ${response.status} ${await response.text()}`);
  }
  return cookieOf(response);
}

/** What a browser would send back. */
export function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0] ?? '')
    .join('; ');
}

const ADMIN_EMAIL = 'admin@example.com';

/** Makes the first admin with the set-up code, and remembers their cookie for clients of this address. */
export function becomeAdmin(url: string, setUpCode: string): Promise<string> {
  const email = ADMIN_EMAIL;
  const cookie = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${url}/trpc` })] })
    .access.createFirstAdmin.mutate({
      ...{ code: setUpCode, name: 'Ada Admin', email, password: TEST_PASSWORD },
    })
    .then(() => signIn(url, email));
  adminCookies.set(url, cookie);
  return cookie;
}

/** Signs the admin in that tests made earlier on the same database, and remembers their cookie for this address. */
export function returnAsAdmin(url: string): Promise<string> {
  const cookie = signIn(url, ADMIN_EMAIL);
  adminCookies.set(url, cookie);
  return cookie;
}

/** The admin's cookie of a server under test. Null: nobody became one at this address. */
export function adminCookie(url: string): Promise<string> | null {
  return adminCookies.get(url) ?? null;
}
