import '@fontsource-variable/inter/index.css';
import './ui/mantine-styles.ts';
import './ui/tokens.css';
import './ui/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from './lib/query-client.ts';
import { routeTree } from './route-tree.gen.ts';
import { parseSearch, stringifySearch } from './shell/search-address.ts';
import { shareStyleNonce, styleNonce } from './ui/style-nonce.ts';
import { resolveCssVariables, theme } from './ui/theme.ts';

const router = createRouter({
  routeTree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  // biome-ignore lint/style/useConsistentTypeDefinitions: only an interface merges with the router's own
  interface Register {
    router: typeof router;
  }
}

// The content policy lets nothing be compiled in the page: the schemas that come with some pages need not try.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
shareStyleNonce();

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        cssVariablesResolver={resolveCssVariables}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
      >
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
