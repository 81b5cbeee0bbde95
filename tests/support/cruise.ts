import { execFile } from 'node:child_process';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The folder of the repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** What the import law found in a tree. */
export type Cruise = {
  violations: { rule: string; from: string; to: string }[];
  modules: { source: string; dependencies: string[] }[];
};

/** Every folder that the law holds over. */
export const LAWFUL_FOLDERS = ['client/src', 'server/src', 'shared/src', 'prisma', 'tests'];

/** Reads the imports of the tree under `folder` and judges them by this repository's law. */
export async function cruise(folder: string): Promise<Cruise> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const args = [
    ...['--config', join(root, '.dependency-cruiser.cjs')],
    ...['--exclude', '(^|/)(dist|dist-types|generated/(models|internal))/'],
    ...['--output-type', 'json'],
    ...LAWFUL_FOLDERS,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], {
    cwd: folder,
    maxBuffer: 256 * 1024 * 1024,
  }).catch((failed: { stdout: string }) => {
    // It ends with the number of violations, and its report is whole all the same.
    if (failed.stdout?.startsWith('{')) {
      return failed;
    }
    throw failed;
  });
  const report = JSON.parse(stdout);
  return {
    violations: report.summary.violations.map(
      (found: { rule: { name: string }; from: string; to: string }) => ({
        rule: found.rule.name,
        from: found.from,
        to: found.to,
      }),
    ),
    modules: report.modules.map(
      (module: { source: string; dependencies: { resolved: string }[] }) => ({
        source: module.source,
        dependencies: module.dependencies.map(({ resolved }) => resolved),
      }),
    ),
  };
}
