import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { adminCookie } from './sign-in.ts';

/** A browser of its own in which somebody is signed in: the server's admin, or whose cookies are given. */
export async function openSignedIn(
  browser: Browser,
  { url }: { url: string },
  { cookie, ...options }: BrowserContextOptions & { cookie?: string } = {},
): Promise<BrowserContext> {
  const sent = cookie ?? (await adminCookie(url));
  if (sent === null) {
    throw new Error(`Nobody can sign in at ${url}: the server was started without an admin.`);
  }
  const context = await browser.newContext(options);
  await context.addCookies(
    sent.split('; ').map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
    }),
  );
  return context;
}
