import type { Random } from './random.ts';
import type { RepositorySketch } from './repositories.ts';

export type FileChange = { filename: string; status: string; additions: number; deletions: number };

export type SizeClass = 'XS' | 'S' | 'M' | 'L' | 'XL';

const lineRanges: Record<SizeClass, readonly [number, number]> = {
  XS: [1, 10],
  S: [11, 50],
  M: [51, 200],
  L: [201, 500],
  XL: [501, 1700],
};

/** Lines of a change of this class; small numbers are likelier than large ones. */
export function drawLines(size: SizeClass, random: Random): number {
  const [low, high] = lineRanges[size];
  return Math.round(low * (high / low) ** random.next());
}

const fileWords = [
  'index',
  'store',
  'form',
  'list',
  'rules',
  'mapper',
  'client',
  'state',
  'query',
  'labels',
];

function drawPath(repository: RepositorySketch, ownArea: string, random: Random): string {
  const area = random.chance(0.75) ? ownArea : random.pick(repository.areas)[1];
  const [folder, extensions] = random.pick(repository.places);
  return `${folder}/${area}/${random.pick(fileWords)}.${random.pick(extensions)}`;
}

function splitLines(lines: number, random: Random): { additions: number; deletions: number } {
  const additions = Math.round(lines * random.between(0.45, 0.95));
  return { additions, deletions: lines - additions };
}

/** Files that machines write: counted in the totals, and left out of the size that people read. */
function drawMachineFiles(repository: RepositorySketch, random: Random): FileChange[] {
  const files: FileChange[] = [];
  if (random.chance(0.08)) {
    files.push(modified(repository.lockFile, random.integer(20, 900), random));
  }
  if (random.chance(0.06)) {
    files.push(modified(repository.snapshotPath, random.integer(10, 300), random));
  }
  if (random.chance(0.06)) {
    files.push(modified(repository.generatedPath, random.integer(15, 500), random));
  }
  return files;
}

export function modified(filename: string, lines: number, random: Random): FileChange {
  return { filename, status: 'modified', ...splitLines(lines, random) };
}

function drawStatus(random: Random): string {
  return random.weighted([
    ['modified', 80],
    ['added', 16],
    ['removed', 4],
  ]);
}

function drawFile(filename: string, lines: number, random: Random): FileChange {
  const status = drawStatus(random);
  if (status === 'added') {
    return { filename, status, additions: lines, deletions: 0 };
  }
  if (status === 'removed') {
    return { filename, status, additions: 0, deletions: lines };
  }
  return modified(filename, lines, random);
}

/** Files that add up to the lines asked for, now and then with machine-written ones on top. */
export function drawFiles(
  repository: RepositorySketch,
  area: string,
  lines: number,
  random: Random,
): FileChange[] {
  const count = Math.min(lines, Math.max(1, Math.round(lines ** 0.45 * random.between(0.5, 1.1))));
  const paths = new Set<string>();
  for (let tries = 0; paths.size < count && tries < count * 4; tries += 1) {
    paths.add(drawPath(repository, area, random));
  }
  let left = lines;
  const files = [...paths].map((path, index) => {
    const remaining = paths.size - index;
    const fair = Math.round((left / remaining) * random.between(0.4, 1.6));
    const share = remaining === 1 ? left : Math.max(1, Math.min(left - remaining + 1, fair));
    left -= share;
    return drawFile(path, share, random);
  });
  return [...files, ...drawMachineFiles(repository, random)];
}
