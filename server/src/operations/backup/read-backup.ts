import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import type { z } from 'zod';
import { StartError } from '../../start-error.ts';
import {
  type BackupEnd,
  BackupEndSchema,
  type BackupHeader,
  BackupHeaderSchema,
  FORMAT_NAME,
  FORMAT_VERSION,
  FormatMarkSchema,
  type TableEnd,
  TableEndSchema,
  TableHeadingSchema,
} from './backup-format.schema.ts';
import { splitLines } from './split-lines.ts';

/** A backup in the order of the file. Rows come in pieces, each row a JSON array of texts and nulls. */
export type BackupPart =
  | { kind: 'header'; header: BackupHeader }
  | { kind: 'table'; name: string }
  | { kind: 'rows'; lines: string[] }
  | { kind: 'table-end'; end: TableEnd }
  | { kind: 'end'; end: BackupEnd };

/**
 * Reads a backup and checks what it reads: counts, hashes, that it is whole.
 * @throws StartError that says what is wrong with the file
 */
export async function* readBackup(file: string): AsyncGenerator<BackupPart> {
  const reader = new BackupReader(file);
  try {
    for await (const block of splitLines(await openUnzipped(file))) {
      yield* reader.read(block);
    }
  } catch (error) {
    throw explain(file, error);
  }
  reader.finish();
}

/** Reads all of a file to find out whether it can be restored; touches nothing. */
export async function verifyBackup(
  file: string,
): Promise<{ header: BackupHeader; end: BackupEnd }> {
  let header: BackupHeader | null = null;
  let end: BackupEnd | null = null;
  for await (const part of readBackup(file)) {
    header = part.kind === 'header' ? part.header : header;
    end = part.kind === 'end' ? part.end : end;
  }
  if (header === null || end === null) {
    throw truncated(file);
  }
  return { header, end };
}

async function openUnzipped(file: string): Promise<AsyncIterable<Buffer>> {
  await access(file).catch(() => {
    throw new StartError(`There is no file ${file} that can be read: name the backup to restore.`);
  });
  const source = createReadStream(file);
  const unzipped = createGunzip();
  source.on('error', (error) => unzipped.destroy(error));
  unzipped.on('close', () => source.destroy());
  return source.pipe(unzipped);
}

class BackupReader {
  readonly #file: string;
  readonly #whole = createHash('sha256');
  #header: BackupHeader | null = null;
  #table: { name: string; hash: Hash; rows: number } | null = null;
  #rows = 0;
  #tables = 0;
  #isComplete = false;

  constructor(file: string) {
    this.#file = file;
  }

  *read(block: string[]): Generator<BackupPart> {
    let rows: string[] = [];
    for (const line of block) {
      if (this.#table !== null && line.startsWith('[')) {
        rows.push(line);
        continue;
      }
      yield* this.#takeRows(rows);
      rows = [];
      yield this.#takeLine(line);
    }
    yield* this.#takeRows(rows);
  }

  finish(): void {
    if (!this.#isComplete) {
      throw truncated(this.#file);
    }
  }

  *#takeRows(lines: string[]): Generator<BackupPart> {
    if (lines.length === 0 || this.#table === null) {
      return;
    }
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    this.#table.hash.update(bytes);
    this.#table.rows += lines.length;
    this.#whole.update(bytes);
    yield { kind: 'rows', lines };
  }

  #takeLine(line: string): BackupPart {
    if (this.#isComplete) {
      throw damaged(this.#file, 'something follows its end');
    }
    if (this.#header === null) {
      this.#header = readHeader(this.#file, line);
      this.#whole.update(`${line}\n`);
      return { kind: 'header', header: this.#header };
    }
    const value = parseJson(line);
    const end = BackupEndSchema.safeParse(value);
    if (end.success) {
      return this.#takeEnd(end.data);
    }
    this.#whole.update(`${line}\n`);
    return this.#table === null ? this.#openTable(value) : this.#closeTable(value, this.#table);
  }

  #openTable(value: unknown): BackupPart {
    const { table } = this.#parse(TableHeadingSchema, value);
    if (this.#header?.tables[this.#tables]?.name !== table) {
      throw damaged(this.#file, `the table ${table} is not where its head says`);
    }
    this.#table = { name: table, hash: createHash('sha256'), rows: 0 };
    return { kind: 'table', name: table };
  }

  #closeTable(value: unknown, table: { name: string; hash: Hash; rows: number }): BackupPart {
    const end = this.#parse(TableEndSchema, value);
    if (
      end.end !== table.name ||
      end.rows !== table.rows ||
      end.sha256 !== table.hash.digest('hex')
    ) {
      throw damaged(this.#file, `the rows of ${table.name} are not those that were written`);
    }
    this.#rows += end.rows;
    this.#tables += 1;
    this.#table = null;
    return { kind: 'table-end', end };
  }

  #takeEnd(end: BackupEnd): BackupPart {
    const isWhole =
      this.#table === null &&
      end.tables === this.#tables &&
      end.tables === this.#header?.tables.length &&
      end.rows === this.#rows &&
      end.sha256 === this.#whole.digest('hex');
    if (!isWhole) {
      throw damaged(this.#file, 'its content is not what was written');
    }
    this.#isComplete = true;
    return { kind: 'end', end };
  }

  #parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
    const parsed = schema.safeParse(value);
    if (!parsed.success) {
      throw damaged(this.#file, 'a line in it is not one of a backup');
    }
    return parsed.data;
  }
}

/** With what every header begins, however damaged the rest of it is. */
const BEGINNING = `{"format":"${FORMAT_NAME}"`;

function readHeader(file: string, line: string): BackupHeader {
  const value = parseJson(line);
  const mark = FormatMarkSchema.safeParse(value);
  if (!mark.success) {
    throw line.startsWith(BEGINNING) ? damaged(file, 'its head cannot be read') : notOurs(file);
  }
  if (mark.data.version > FORMAT_VERSION) {
    throw new StartError(
      `${file} was written by a newer Bellwether (format ${mark.data.version}, this one reads ${FORMAT_VERSION}): update Bellwether, then restore.`,
    );
  }
  const header = BackupHeaderSchema.safeParse(value);
  if (!header.success) {
    throw damaged(file, 'its head cannot be read');
  }
  return header.data;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

function explain(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'Z_BUF_ERROR') {
    return truncated(file);
  }
  if (code === 'Z_DATA_ERROR' && error instanceof Error && /header check/.test(error.message)) {
    return notOurs(file);
  }
  if (typeof code === 'string' && code.startsWith('Z_')) {
    return damaged(file, 'it cannot be unpacked');
  }
  if (code === 'EISDIR' || code === 'EACCES') {
    return new StartError(`${file} cannot be read (${code}): name the file of a backup.`);
  }
  return error;
}

function notOurs(file: string): StartError {
  return new StartError(
    `${file} is no backup of Bellwether: name a file that "npm run backup" wrote.`,
  );
}

function truncated(file: string): StartError {
  return new StartError(
    `${file} is cut off: its end is missing, so it cannot be restored. Copy it again from where it was kept, or take an older backup.`,
  );
}

function damaged(file: string, how: string): StartError {
  return new StartError(
    `${file} is damaged (${how}), so it cannot be restored. Copy it again from where it was kept, or take an older backup.`,
  );
}
