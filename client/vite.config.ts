import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defaultClientConditions, defineConfig, loadEnv } from 'vite';

/** Fewer, and the first page would carry what it does not show. */
const SHARED_BY = 10;
/** Parts of forms, which many pages have and the first one has not. */
const FIELDS = /@mantine\/core\/esm\/components\/(Input|Transition|CloseButton|TextInput)/;

export default defineConfig(({ mode }) => {
  const env = loadEnv(mode, '..', '');
  // The server refuses writes whose origin is another host than it was asked under.
  const server = { target: `http://127.0.0.1:${env.PORT ?? '4600'}`, changeOrigin: false };
  return {
    root: import.meta.dirname,
    plugins: [
      tanstackRouter({
        target: 'react',
        autoCodeSplitting: true,
        routesDirectory: 'src/routes',
        generatedRouteTree: 'src/route-tree.gen.ts',
        quoteStyle: 'single',
        semicolons: true,
        addExtensions: true,
      }),
      react(),
    ],
    resolve: { conditions: ['bellwether-source', ...defaultClientConditions] },
    server: {
      host: '127.0.0.1',
      port: 4680,
      proxy: { '/trpc': server, '/api': server, '/healthz': server },
    },
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      // What many pages share stands in one file: many small ones compress worse, and each is a request.
      rolldownOptions: {
        output: {
          codeSplitting: {
            groups: [
              {
                ...{ name: 'shared', minShareCount: SHARED_BY, priority: 2 },
                test: (id: string) => !FIELDS.test(id),
              },
              { name: 'fields', minShareCount: SHARED_BY, test: FIELDS, priority: 1 },
            ],
          },
        },
      },
    },
  };
});
