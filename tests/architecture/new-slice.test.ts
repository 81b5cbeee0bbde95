import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cruise, root } from '../support/cruise.ts';

const run = promisify(execFile);
const LEFT_OUT = new Set(['.git', '.data', '.cache', 'node_modules', 'test-results']);
let copy: string;
let told: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'bw-slice-'));
  await cp(root, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
  for (const name of ['client', 'server', 'shared', 'prisma', 'tests']) {
    // Its links are relative: those to our packages lead into the copy.
    await cp(join(root, name, 'node_modules'), join(copy, name, 'node_modules'), {
      recursive: true,
      verbatimSymlinks: true,
    });
  }
  const { stdout } = await run(process.execPath, ['scripts/new-slice.mjs', 'team-risks', copy], {
    cwd: root,
  });
  told = stdout;
});
afterAll(() => rm(copy, { recursive: true, force: true }));

function runTool(program: string, args: string[]): Promise<string> {
  return run(process.execPath, [join('node_modules', program), ...args], { cwd: copy }).then(
    ({ stdout }) => stdout,
    (failed: { stdout: string; stderr: string }) => `${failed.stdout}${failed.stderr}`,
  );
}

it('lays out a slice that stands on every side under one name', async () => {
  const sides = ['shared/src', 'server/src/features', 'client/src/features'];
  for (const side of sides) {
    expect(await readdir(join(copy, side))).toContain('team-risks');
  }
  expect(told).toContain('prisma/schema/team-risks.prisma');
});

it('lays out a slice that compiles', async () => {
  expect(await runTool('typescript/bin/tsc', ['-b', 'server'])).toBe('');
});

it('lays out a slice that keeps the import law', async () => {
  const { violations } = await cruise(copy);
  expect(violations).toEqual([]);
});

it('refuses a name that is taken, and one that is no name', async () => {
  const again = (name: string) =>
    run(process.execPath, ['scripts/new-slice.mjs', name, copy], { cwd: root });
  await expect(again('team-risks')).rejects.toThrow(/is there already/);
  await expect(again('Team Risks')).rejects.toThrow(/small letters and hyphens/);
});
