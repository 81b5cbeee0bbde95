/** The files of a new slice: path in the repository, and what stands in them until it is written. */
export function layOutSlice(name) {
  const camel = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  const pascal = camel[0].toUpperCase() + camel.slice(1);
  const words = name.replaceAll('-', ' ');
  const title = words[0].toUpperCase() + words.slice(1);
  return {
    [`shared/src/${name}/${name}.schema.ts`]: `import { z } from 'zod';

/** What the page shows. */
export const ${camel}OverviewSchema = z.object({
  count: z.number().int(),
});
export type ${pascal}Overview = z.infer<typeof ${camel}OverviewSchema>;
`,
    [`server/src/features/${name}/${name}.store.ts`]: `import type { Queryable } from '../../db/queryable.types.ts';

/** Counts the ${words} that are stored. */
export async function count${pascal}(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>('select 0::int as count');
  return rows[0]?.count ?? 0;
}
`,
    [`server/src/features/${name}/${name}.service.ts`]: `import type { ${pascal}Overview } from '@bellwether/shared/${name}/${name}.schema';
import type { AppContext } from '../../app-context.ts';
import { count${pascal} } from './${name}.store.ts';

export async function read${pascal}(app: AppContext): Promise<${pascal}Overview> {
  return { count: await count${pascal}(app.db.pool) };
}
`,
    [`server/src/features/${name}/${name}.router.ts`]: `import { ${camel}OverviewSchema } from '@bellwether/shared/${name}/${name}.schema';
import { procedure, router } from '../../trpc/trpc.ts';
import { read${pascal} } from './${name}.service.ts';

export const ${camel}Router = router({
  overview: procedure('${name}.read')
    .output(${camel}OverviewSchema)
    .query(({ ctx }) => read${pascal}(ctx.app)),
});
`,
    [`client/src/features/${name}/${name}-page.tsx`]: `import { Page } from '../../ui/page.tsx';

export function ${pascal}Page() {
  return <Page title="${title}: which question does it answer?">…</Page>;
}
`,
    [`client/src/routes/${name}.tsx`]: `import { createFileRoute } from '@tanstack/react-router';
import { ${pascal}Page } from '../features/${name}/${name}-page.tsx';

export const Route = createFileRoute('/${name}')({ component: ${pascal}Page });
`,
    [`prisma/schema/${name}.prisma`]: `// The tables of ${words}. Remove this file if the slice owns none.
`,
  };
}

/** What is added to files that know every slice: the line, and the one that it stands behind. */
export function joinSlice(name) {
  const camel = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  return [
    {
      file: 'server/src/trpc/app-router.ts',
      behind: /^import .*\.router\.ts';$/gm,
      line: `import { ${camel}Router } from '../features/${name}/${name}.router.ts';`,
    },
    {
      file: 'server/src/trpc/app-router.ts',
      behind: /^ {2}\w+: \w+Router,$/gm,
      line: `  ${camel}: ${camel}Router,`,
    },
    {
      file: 'shared/src/access/capabilities.ts',
      behind: /^ {2}'[\w-]+\.(read|write)',$/gm,
      line: `  '${name}.read',`,
    },
    {
      file: 'ARCHITECTURE.md',
      behind: /^\| `[a-z-]+` \| (?!the shape).*$/gm,
      line: `| \`${name}\` | … |`,
    },
  ];
}
