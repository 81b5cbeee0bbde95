import type { AppRouter } from '@bellwether/server/trpc/app-router';
import { createTRPCClient, httpBatchLink } from '@trpc/client';

/** The application's own API over HTTP, as the pages call it. */
export function createApiClient(url: string) {
  return createTRPCClient<AppRouter>({ links: [httpBatchLink({ url: `${url}/trpc` })] });
}
