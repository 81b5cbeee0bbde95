import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot } from './repository.mjs';

const LEFT_OUT = new Set(['node_modules', 'dist', 'dist-types']);

/** A hash of the names and contents of files and folders, given by their paths in the repository. */
export function hashContents(paths, extra = '') {
  const hash = createHash('sha256').update(extra);
  for (const path of paths) {
    for (const file of listFiles(path)) {
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(inRoot(file)))
        .update('\0');
    }
  }
  return hash.digest('hex');
}

function listFiles(path) {
  if (!existsSync(inRoot(path))) {
    return [];
  }
  if (!statSync(inRoot(path)).isDirectory()) {
    return [path];
  }
  return readdirSync(inRoot(path), { withFileTypes: true })
    .filter((entry) => !LEFT_OUT.has(entry.name) && !/\.(gen|test)\.tsx?$/.test(entry.name))
    .map((entry) => join(path, entry.name))
    .sort()
    .flatMap(listFiles);
}

/** Remembers in a file of node_modules what a step was last done for. */
export function createStamp(name) {
  const file = inRoot('node_modules', `.bellwether-${name}`);
  return {
    isFor: (hash) => existsSync(file) && readFileSync(file, 'utf8') === hash,
    set: (hash) => writeFileSync(file, hash),
  };
}
