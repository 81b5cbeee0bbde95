import type { AreaPaths, ComplexityRules, SensitiveArea } from './complexity.rules.ts';
import { sensitiveAreas } from './complexity.rules.ts';

/** Which areas a path belongs to, each once. */
export type ReadAreas = (path: string) => readonly SensitiveArea[];

type Index = ReadonlyMap<string, readonly SensitiveArea[]>;

const compiled = new WeakMap<object, ReadAreas>();

/** Remembered by the rules themselves: every pull request asks for every file. */
export function areaReader(areas: ComplexityRules['areas']): ReadAreas {
  const known = compiled.get(areas);
  if (known !== undefined) {
    return known;
  }
  const made = makeReader(areas);
  compiled.set(areas, made);
  return made;
}

function makeReader(areas: ComplexityRules['areas']): ReadAreas {
  const folders = indexBy(areas, 'folders');
  const names = indexBy(areas, 'names');
  const words = indexBy(areas, 'words');
  const byEnding = indexBy(areas, 'nameEndings');
  const endings = [...byEnding.keys()];
  // Few names hold such a word at all: only those are taken apart.
  const hint =
    words.size === 0 ? null : new RegExp([...words.keys()].map(escapeWord).join('|'), 'i');
  return (path) => {
    const [name = '', ...above] = path.toLowerCase().split('/').reverse();
    const found = new Set<SensitiveArea>(names.get(name));
    addAll(found, above, folders);
    const fitting = endings.filter((ending) => name.endsWith(ending));
    addAll(found, fitting, byEnding);
    if (hint?.test(name) === true) {
      addAll(found, wordsOf(path), words);
    }
    return [...found];
  };
}

function addAll(found: Set<SensitiveArea>, keys: readonly string[], index: Index): void {
  for (const key of keys) {
    for (const area of index.get(key) ?? []) {
      found.add(area);
    }
  }
}

function indexBy(areas: ComplexityRules['areas'], part: keyof AreaPaths): Index {
  const index = new Map<string, SensitiveArea[]>();
  for (const area of sensitiveAreas) {
    for (const key of areas[area][part]) {
      index.set(key, [...(index.get(key) ?? []), area]);
    }
  }
  return index;
}

/** The words of a file's name, in lower case. */
function wordsOf(path: string): string[] {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}

function escapeWord(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
