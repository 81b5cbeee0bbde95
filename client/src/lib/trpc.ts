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

/** Answers of one batch arrive each as it is ready; live progress comes as server-sent events. */
export const trpcClient = createTRPCClient<AppRouter>({
  links: [
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: splitLink({
        // A change may set a cookie, and the headers of a stream of answers are gone before it is done.
        condition: (operation) => operation.type === 'mutation',
        true: httpLink({ url }),
        false: httpBatchStreamLink({ url }),
      }),
    }),
  ],
});

/** The server's procedures as query and mutation options. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient });
