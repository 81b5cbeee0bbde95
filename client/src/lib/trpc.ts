import type { AppRouter } from '@bellwether/server/trpc/app-router';
import {
  createTRPCClient,
  httpBatchStreamLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
} from '@trpc/client';
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query';
import { queryClient } from './query-client.ts';

const url = '/trpc';

/** Questions that must not stand in an address. */
const HOLDS_A_SECRET = ['access.describeLink'];

/** Answers of one batch arrive each as it is ready; live progress comes as server-sent events. */
export const trpcClient = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: splitLink({
        // A change may set a cookie, and the headers of a stream of answers are gone before it is done.
        condition: ({ type, path }) => type === 'mutation' || HOLDS_A_SECRET.includes(path),
        // All of them in a body: an address is written to logs.
        true: httpLink({ url, methodOverride: 'POST' }),
        false: httpBatchStreamLink({ url }),
      }),
    }),
  ],
});

/** The server's procedures as query and mutation options. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient });
