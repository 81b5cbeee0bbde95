import type { AppRouter } from '@bellwether/server/trpc/app-router';
import { createTRPCClient, httpBatchLink } from '@trpc/client';
import { adminCookie } from './sign-in.ts';

/** The application's own API over HTTP, as the pages call it: as the admin of the server, or with another cookie. */
export function createApiClient(url: string, cookie?: string | null) {
  return createTRPCClient<AppRouter>({
    links: [
      httpBatchLink({
        url: `${url}/trpc`,
        headers: async () => {
          const sent = cookie === undefined ? await adminCookie(url) : cookie;
          // As a browser says whence it comes: a cookie alone is not enough to change something.
          return sent === null ? {} : { cookie: sent, origin: new URL(url).origin };
        },
      }),
    ],
  });
}
