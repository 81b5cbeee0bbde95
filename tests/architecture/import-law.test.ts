import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Cruise, cruise, root } from '../support/cruise.ts';
import { PLANTED_IMPORTS, PLANTED_TARGETS } from './planted-imports.ts';

/** Rather low: a law that reads nothing finds nothing, which is what the floors are for. */
const FEWEST_MODULES = { 'client/src': 40, 'server/src': 120, 'shared/src': 30 };

describe('the import law', () => {
  let found: Cruise;
  beforeAll(async () => {
    found = await cruise(root);
  });

  it('is broken nowhere', () => {
    expect(found.violations).toEqual([]);
  });

  it.each(Object.entries(FEWEST_MODULES))('is held over the modules of %s', (folder, fewest) => {
    const modules = found.modules.filter(({ source }) => source.startsWith(`${folder}/`));
    expect(modules.length).toBeGreaterThanOrEqual(fewest);
  });

  it('follows imports from one package into the sources of another', () => {
    const crossing = found.modules.flatMap(({ source, dependencies }) =>
      dependencies.filter((to) => source.startsWith('server/src/') && to.startsWith('shared/src/')),
    );
    expect(crossing.length).toBeGreaterThanOrEqual(30);
  });
});

describe('a planted import', () => {
  let folder: string;
  let found: Cruise;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bw-law-'));
    await plantTree(folder);
    found = await cruise(folder);
    return () => rm(folder, { recursive: true, force: true });
  });

  it.each(PLANTED_IMPORTS)('is found by $rule in $from', ({ rule, from }) => {
    // A cycle is told once, at whichever of its files comes first.
    const told = found.violations.filter(
      (violation) => violation.from === from || violation.to === from,
    );
    expect(told.map((violation) => violation.rule)).toContain(rule);
  });

  it('exists for every rule', () => {
    const law = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');
    const rules: string[] = law.forbidden.map((rule: { name: string }) => rule.name);
    const planted = new Set(PLANTED_IMPORTS.map(({ rule }) => rule));
    expect(rules.filter((rule) => !planted.has(rule))).toEqual([]);
  });
});

async function plantTree(folder: string): Promise<void> {
  await cp(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  for (const name of ['client', 'server', 'shared', 'prisma', 'tests']) {
    await mkdir(join(folder, name, 'src'), { recursive: true });
    await cp(join(root, name, 'package.json'), join(folder, name, 'package.json'));
  }
  for (const name of ['client', 'server', 'shared']) {
    const scope = join(folder, name, 'node_modules', '@bellwether');
    await mkdir(scope, { recursive: true });
    for (const other of ['server', 'shared', 'prisma']) {
      await symlink(join(folder, other), join(scope, other));
    }
  }
  await writeFiles(
    folder,
    PLANTED_TARGETS,
    () => 'export const value = 1;\nexport type Value = 1;\n',
  );
  await writeFiles(
    folder,
    PLANTED_IMPORTS.map(({ from }) => from),
    (at) => `${PLANTED_IMPORTS[at]?.statement}\n`,
  );
  const library = 'client/node_modules/@mantine/charts';
  await writeFiles(folder, [`${library}/index.js`, `${library}/package.json`], (at) =>
    at === 0 ? 'export const value = 1;\n' : '{"name":"@mantine/charts","main":"index.js"}\n',
  );
}

async function writeFiles(
  folder: string,
  files: string[],
  content: (at: number) => string,
): Promise<void> {
  for (const [at, file] of files.entries()) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content(at));
  }
}
