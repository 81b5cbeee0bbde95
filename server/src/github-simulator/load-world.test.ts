import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadWorld } from './load-world.ts';
import { ada, tinyPull } from './tiny-world.fixture.ts';
import { WorldUnreadableError } from './world-unreadable-error.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'world-'));
});
afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function folder(name: string, files: Record<string, unknown[]>): string {
  const path = join(home, name);
  mkdirSync(path, { recursive: true });
  for (const [list, rows] of Object.entries(files)) {
    const text = rows.map((row) => JSON.stringify(row)).join('\n');
    writeFileSync(join(path, `${list}.ndjson.gz`), gzipSync(text));
  }
  return path;
}

const url = 'https://api.github.com/repos/Octo/Shop/pulls/1';

describe('reading a recorded world', () => {
  test('takes name and spelling from the addresses, and the default branch from most of the bases', () => {
    const path = folder('octo__shop', {
      pulls: [
        { ...tinyPull(1), url },
        { ...tinyPull(2), base: { ref: 'develop', sha: 'x' } },
        { ...tinyPull(3), base: { ref: 'develop', sha: 'x' } },
      ],
    });
    expect(loadWorld(path).repositories).toMatchObject([
      { full_name: 'Octo/Shop', default_branch: 'develop', deployments: [], archived: false },
    ]);
  });

  test('what has to be made up is the same each time', () => {
    const path = folder('octo__shop', { pulls: [{ ...tinyPull(1), url }] });
    expect(loadWorld(path)).toEqual(loadWorld(path));
    expect(loadWorld(path).repositories[0]?.id).toBeGreaterThan(0);
  });

  test('the owner is the account that acted under that name, else an organization', () => {
    const acted = folder('ada__shop', { pulls: [tinyPull(1)] });
    const silent = folder('octo__shop', { pulls: [tinyPull(1)] });
    expect(loadWorld(acted).repositories[0]?.owner).toEqual(ada);
    expect(loadWorld(silent).repositories[0]?.owner).toMatchObject({
      login: 'octo',
      type: 'Organization',
    });
  });

  test('a folder of folders is several repositories', () => {
    folder('octo__shop', { pulls: [] });
    folder('octo__till', { pulls: [] });
    folder('notes', {});
    expect(loadWorld(home).repositories.map((repository) => repository.full_name)).toEqual([
      'octo/shop',
      'octo/till',
    ]);
  });

  test('repository.json says what the lists cannot: an archived, empty, private repository', () => {
    const path = folder('octo__old', {});
    writeFileSync(join(path, 'repository.json'), '{"archived":true,"private":true}');
    expect(loadWorld(path).repositories).toMatchObject([
      { full_name: 'octo/old', archived: true, private: true, pulls: [], default_branch: 'master' },
    ]);
  });

  test.each([
    ['a folder that does not exist', () => join(home, 'nowhere'), /no folder/],
    ['a folder without a world', () => folder('empty', {}), /holds no recorded repository/],
  ])('%s is an error that names it', (_name, make, message) => {
    const path = make();
    expect(() => loadWorld(path)).toThrow(WorldUnreadableError);
    expect(() => loadWorld(path)).toThrow(message);
    expect(() => loadWorld(path)).toThrow(path);
  });

  test('a line that is not JSON is named by file and number', () => {
    const path = folder('octo__shop', { pulls: [] });
    writeFileSync(join(path, 'reviews.ndjson.gz'), gzipSync('{}\n{oops'));
    expect(() => loadWorld(path)).toThrow(/reviews\.ndjson\.gz, line 2/);
  });
});
