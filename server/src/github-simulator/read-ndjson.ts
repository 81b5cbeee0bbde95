import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { WorldUnreadableError } from './world-unreadable-error.ts';

/**
 * Reads `<list>.ndjson.gz` (or `<list>.ndjson`) of a folder: one JSON object per line.
 * A list without a file is empty. Throws WorldUnreadableError, with file and line, when a line is not JSON.
 */
export function readNdjson<Row>(folder: string, list: string): Row[] {
  const packed = join(folder, `${list}.ndjson.gz`);
  const plain = join(folder, `${list}.ndjson`);
  if (existsSync(packed)) {
    return parseLines<Row>(packed, unpack(packed));
  }
  if (existsSync(plain)) {
    return parseLines<Row>(plain, readFileSync(plain, 'utf8'));
  }
  return [];
}

function unpack(path: string): string {
  try {
    return gunzipSync(readFileSync(path)).toString('utf8');
  } catch (cause) {
    throw new WorldUnreadableError(`${path} is not a gzip file that can be unpacked.`, { cause });
  }
}

function parseLines<Row>(path: string, text: string): Row[] {
  const rows: Row[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') {
      continue;
    }
    try {
      rows.push(JSON.parse(line) as Row);
    } catch (cause) {
      throw new WorldUnreadableError(`${path}, line ${index + 1}: not a JSON object.`, { cause });
    }
  }
  return rows;
}
