/** A forbidden import, written into an otherwise lawful tree, and the rule that must find it. */
export type PlantedImport = { rule: string; from: string; statement: string };

/** Files that exist in the planted tree, so that imports lead somewhere. */
export const PLANTED_TARGETS = [
  'shared/src/time/instant.ts',
  'server/src/trpc/app-router.ts',
  'server/src/trpc/trpc.ts',
  'server/src/db/open-database.ts',
  'server/src/github/pull-requests.fetch.ts',
  'server/src/github-simulator/simulator.ts',
  'server/src/sync/sync-runner.ts',
  'server/src/features/growth/growth.store.ts',
  'server/src/features/risks/risks.store.ts',
  'server/src/features/risks/risks.service.ts',
  'server/src/features/risks/risks.router.ts',
  'client/src/main.tsx',
  'client/src/features/risks/risk-list.tsx',
  'client/src/charts/draw-line.tsx',
  'prisma/generated/client.ts',
  'tests/support/database.ts',
];

/** One import for each rule of the law; a rule without one is not known to work. */
export const PLANTED_IMPORTS: PlantedImport[] = [
  {
    rule: 'no-cycles',
    from: 'server/src/http/a.ts',
    statement: `import { b } from './b.ts';\nexport const a = () => b;`,
  },
  {
    rule: 'no-cycles',
    from: 'server/src/http/b.ts',
    statement: `import { a } from './a.ts';\nexport const b = () => a;`,
  },
  {
    rule: 'shared-imports-nothing-of-ours',
    from: 'shared/src/time/reach-out.ts',
    statement: `import { value } from '@bellwether/server/db/open-database';\nexport const out = value;`,
  },
  {
    rule: 'shared-is-io-free',
    from: 'shared/src/time/read-file.ts',
    statement: `import { readFileSync } from 'node:fs';\nexport const out = readFileSync;`,
  },
  {
    rule: 'client-sees-server-types-only',
    from: 'client/src/lib/call.ts',
    statement: `import { value } from '@bellwether/server/trpc/app-router';\nexport const out = value;`,
  },
  {
    rule: 'client-sees-only-app-router',
    from: 'client/src/lib/peek.ts',
    statement: `import type { Value } from '@bellwether/server/db/open-database';\nexport type Out = Value;`,
  },
  {
    rule: 'server-never-imports-client',
    from: 'server/src/http/draw.ts',
    statement: `import { value } from '../../../client/src/main.tsx';\nexport const out = value;`,
  },
  {
    rule: 'pure-stays-pure',
    from: 'server/src/features/growth/growth.metric.ts',
    statement: `import { value } from './growth.store.ts';\nexport const out = value;`,
  },
  {
    rule: 'cross-slice-only-pure',
    from: 'server/src/features/growth/growth.service.ts',
    statement: `import { value } from '../risks/risks.service.ts';\nexport const out = value;`,
  },
  {
    rule: 'only-stores-touch-db',
    from: 'server/src/features/growth/growth-reader.ts',
    statement: `import { value } from '../../db/open-database.ts';\nexport const out = value;`,
  },
  {
    rule: 'routers-call-services-only',
    from: 'server/src/features/growth/growth.router.ts',
    statement: `import { value } from './growth.store.ts';\nexport const out = value;`,
  },
  {
    rule: 'features-never-talk-to-github',
    from: 'server/src/features/growth/growth-asker.ts',
    statement: `import { value } from '../../github/pull-requests.fetch.ts';\nexport const out = value;`,
  },
  {
    rule: 'github-and-sync-never-import-features',
    from: 'server/src/sync/growth.save.ts',
    statement: `import { value } from '../features/risks/risks.router.ts';\nexport const out = value;`,
  },
  {
    rule: 'webhooks-only-ask',
    from: 'server/src/webhooks/growth-reader.ts',
    statement: `import { value } from '../sync/sync-runner.ts';\nexport const out = value;`,
  },
  {
    rule: 'github-knows-no-db',
    from: 'server/src/github/growth.fetch.ts',
    statement: `import { value } from '@bellwether/prisma/generated/client';\nexport const out = value;`,
  },
  {
    rule: 'the-two-halves-know-no-simulator',
    from: 'server/src/sync/pretend.ts',
    statement: `import { value } from '../github-simulator/simulator.ts';\nexport const out = value;`,
  },
  {
    rule: 'features-never-drive-the-sync',
    from: 'server/src/features/growth/growth-driver.ts',
    statement: `import { value } from '../../sync/sync-runner.ts';\nexport const out = value;`,
  },
  {
    rule: 'trpc-stays-at-the-edge',
    from: 'server/src/features/growth/growth-wire.ts',
    statement: `import { value } from '../../trpc/trpc.ts';\nexport const out = value;`,
  },
  {
    rule: 'routes-are-shims',
    from: 'client/src/routes/growth.tsx',
    statement: `import { value } from '../features/risks/risk-list.tsx';\nexport const out = value;`,
  },
  {
    rule: 'generic-ui-knows-no-feature',
    from: 'client/src/ui/growth-button.tsx',
    statement: `import { value } from '../features/risks/risk-list.tsx';\nexport const out = value;`,
  },
  {
    rule: 'only-charts-import-the-chart-library',
    from: 'client/src/features/growth/growth-chart.tsx',
    statement: `import { value } from '@mantine/charts';\nexport const out = value;`,
  },
  {
    rule: 'tests-imported-by-nobody',
    from: 'server/src/http/borrow.ts',
    statement: `import { value } from '../../../tests/support/database.ts';\nexport const out = value;`,
  },
];
