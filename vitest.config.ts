import { defineConfig } from 'vitest/config';

// Packages of this repository resolve to their sources, so that tests need no build.
const conditions = ['bellwether-source', 'module', 'node', 'production'];
const fromSources = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['bellwether-source', 'node'] } },
};

const MINUTE_MS = 60_000;

export default defineConfig({
  test: {
    // Two cores are what a small machine has; a browser and two databases want their share.
    maxWorkers: 2,
    pool: 'forks',
    projects: [
      {
        ...fromSources,
        test: {
          name: 'unit',
          include: ['{shared,server,client,prisma}/**/*.test.{ts,tsx}'],
          // Pure functions share nothing: modules need no loading anew for each file.
          isolate: false,
          testTimeout: MINUTE_MS,
        },
      },
      {
        ...fromSources,
        test: {
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          testTimeout: 3 * MINUTE_MS,
          hookTimeout: MINUTE_MS,
        },
      },
      {
        ...fromSources,
        test: {
          name: 'recorded',
          include: ['tests/{golden,recorded}/**/*.test.ts'],
          testTimeout: MINUTE_MS,
          hookTimeout: MINUTE_MS,
        },
      },
      ...(['pglite', 'postgres'] as const).map((engine) => ({
        ...fromSources,
        test: {
          name: `integration-${engine}`,
          include: ['tests/integration/**/*.test.ts'],
          // Nothing in the server lives in modules: each file has an app and a database of its own.
          isolate: false,
          globalSetup: [`tests/support/${engine}-setup.ts`],
          testTimeout: 2 * MINUTE_MS,
          hookTimeout: 2 * MINUTE_MS,
        },
      })),
      ...Object.entries({ e2e: 'pglite', reliability: 'postgres' }).map(([name, engine]) => ({
        ...fromSources,
        test: {
          name,
          include: [`tests/${name}/**/*.test.ts`],
          globalSetup: [`tests/support/${engine}-setup.ts`],
          testTimeout: 3 * MINUTE_MS,
          hookTimeout: 3 * MINUTE_MS,
          // Each file has a server and a browser of its own; two browsers at once would be too many.
          fileParallelism: name === 'reliability',
        },
      })),
    ],
  },
});
