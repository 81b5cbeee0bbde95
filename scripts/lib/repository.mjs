import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A path inside the repository. */
export const inRoot = (...parts) => join(root, ...parts);

/** The package.json at the top. */
export const manifest = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'));

export const packages = ['shared', 'prisma', 'server', 'client', 'tests'];
