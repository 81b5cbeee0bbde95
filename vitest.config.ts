import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

// Packages of this repository resolve to their sources, so that tests need no build.
const conditions = ['bellwether-source', 'module', 'node', 'production'];
const fromSources = {
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: ['bellwether-source', 'node'] } },
};

const MINUTE_MS = 60_000;
/** What is asked again and again may take as long as on a machine that has others to serve. */
const patient = { poll: { timeout: MINUTE_MS, interval: 100 } };

export default defineConfig({
  test: {
    // Two cores are what a small machine has. All projects are one queue: both are busy to the end.
    maxWorkers: 2,
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
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
          expect: patient,
          testTimeout: 2 * MINUTE_MS,
          hookTimeout: 2 * MINUTE_MS,
        },
      })),
      ...Object.entries({ e2e: 'pglite', reliability: 'both-engines' }).map(([name, engines]) => ({
        ...fromSources,
        test: {
          name,
          include: [`tests/${name}/**/*.test.ts`],
          // As above; but what is killed and broken stays by itself.
          isolate: name !== 'e2e',
          globalSetup: [`tests/support/${engines}-setup.ts`],
          expect: patient,
          testTimeout: 5 * MINUTE_MS,
          hookTimeout: 5 * MINUTE_MS,
        },
      })),
    ],
  },
});
