import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { appRouter } from '@bellwether/server/trpc/app-router';
import { beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/cruise.ts';

/** Folders of `shared/src` that are vocabulary and arithmetic for all slices. */
const SHARED_BY_ALL = ['csv', 'errors', 'glossary', 'stats', 'time'];

/** Namespaces of the slice `access`, which is told in parts: each has a router of its own there. */
const PARTS_OF_ACCESS = ['members', 'signInSettings', 'tokens'];

type Sides = Record<'shared' | 'server' | 'client' | 'schema', string[]>;

async function listFolders(path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const filled = await Promise.all(
    folders.map(async (name) => ((await readdir(join(root, path, name))).length > 0 ? [name] : [])),
  );
  return filled.flat().sort();
}

async function readSides(): Promise<Sides> {
  const [shared, server, client, schemaFiles] = await Promise.all([
    listFolders('shared/src'),
    listFolders('server/src/features'),
    listFolders('client/src/features'),
    readdir(join(root, 'prisma/schema')),
  ]);
  return {
    shared: shared.filter((name) => !SHARED_BY_ALL.includes(name)),
    server,
    client,
    schema: schemaFiles
      .map((file) => file.replace(/\.prisma$/, ''))
      .filter((name) => name !== 'base'),
  };
}

/** The first column of the table under "Slices". */
async function readDocumentedSlices(): Promise<string[]> {
  const text = await readFile(join(root, 'ARCHITECTURE.md'), 'utf8');
  const section = text.split(/^## /m).find((part) => part.startsWith('Slices')) ?? '';
  return [...section.matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1] ?? '').sort();
}

function toNamespace(slice: string): string {
  return slice.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

describe('the name of a slice', () => {
  let sides: Sides;
  beforeAll(async () => {
    sides = await readSides();
  });

  it('is the same on every side, and stands in ARCHITECTURE.md', async () => {
    const found = [...new Set(Object.values(sides).flat())].sort();
    expect(await readDocumentedSlices()).toEqual(found);
    expect(sides.server.length).toBeGreaterThanOrEqual(4);
  });

  it('is told to the client by shared types wherever the server answers for it', () => {
    expect(sides.server.filter((name) => !sides.shared.includes(name))).toEqual([]);
  });

  it('is a page or a part of one only where the server answers for it', () => {
    expect(sides.client.filter((name) => !sides.server.includes(name))).toEqual([]);
  });

  it('is the namespace of its procedures', () => {
    const namespaces = Object.keys(appRouter._def.record).sort();
    const expected = [...sides.server.map(toNamespace), ...PARTS_OF_ACCESS];
    expect(namespaces).toEqual(expected.sort());
  });
});
