import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Database, openDatabase } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import { StartError } from '@bellwether/server/start-error';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../support/cruise.ts';
import { eventually } from '../support/eventually.ts';

const log = createLog('silent');
let dataDir: string;
const opened: Database[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bw-embedded-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function open(folder = dataDir): Promise<Database> {
  const database = await openDatabase({ dataDir: folder, log });
  opened.push(database);
  return database;
}

async function readLock(): Promise<{ pid: number; serverPid: number }> {
  return JSON.parse(await readFile(join(dataDir, 'database/database.lock'), 'utf8'));
}

async function readNoted(database: Database): Promise<number[]> {
  const { rows } = await database.pool.query('SELECT n FROM noted ORDER BY n');
  return rows.map((row) => row.n);
}

/** Starts a server that writes without end; resolves when it has committed some rows. */
async function startWriter(): Promise<{ writer: ChildProcess; lastTold: () => number }> {
  const program = 'tests/support/hold-database.program.ts';
  const writer = spawn(
    process.execPath,
    ['--conditions=bellwether-source', '--import', 'tsx', program, dataDir],
    { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let last = 0;
  if (writer.stdout === null) {
    throw new Error('no output to read');
  }
  createInterface(writer.stdout).on('line', (line) => {
    last = Number(line);
  });
  await eventually(() => last >= 50);
  return { writer, lastTold: () => last };
}

async function exists(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found !== null;
}

describe('the folder of the embedded database', () => {
  it('is refused to a second server, in one sentence that names the first', async () => {
    await open();
    const second = openDatabase({ dataDir, log });
    await expect(second).rejects.toThrow(StartError);
    await expect(second).rejects.toThrow(
      `The data folder ${dataDir} is in use by another Bellwether (process ${process.pid} `,
    );
  });

  it('is refused while its server is only stopped, as Ctrl-Z does', async () => {
    await open();
    const { pid } = await readLock();
    process.kill(pid, 'SIGSTOP');
    try {
      await expect(openDatabase({ dataDir, log })).rejects.toThrow(
        /is in use by another Bellwether/,
      );
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  });

  it('is free again after a server was closed', async () => {
    await (await open()).close();
    await (await open()).close();
    expect(await exists(join(dataDir, 'database/database.lock'))).toBe(false);
  });

  it('may have a path that is far too long for a Unix socket', async () => {
    const folder = join(dataDir, 'a-rather-long-name-of-a-folder'.repeat(5));
    const { rows } = await (await open(folder)).pool.query('SELECT 1 AS one');
    expect(rows).toEqual([{ one: 1 }]);
  });
});

describe('kill -9', () => {
  it('of the server ends the database process and frees the folder; every committed row is there', async () => {
    const { writer, lastTold } = await startWriter();
    const ended = once(writer, 'exit');
    writer.kill('SIGKILL');
    await ended;
    const noted = await readNoted(await open());
    expect(noted.length).toBeGreaterThanOrEqual(lastTold());
    expect(noted).toEqual(noted.map((_, at) => at + 1));
    await opened[0]?.pool.query('DROP TABLE noted');
  });

  it('of server and database process at once loses no committed row', async () => {
    const { writer, lastTold } = await startWriter();
    const { pid } = await readLock();
    const ended = once(writer, 'exit');
    process.kill(pid, 'SIGKILL');
    writer.kill('SIGKILL');
    await ended;
    const noted = await readNoted(await open());
    expect(noted.length).toBeGreaterThanOrEqual(lastTold());
    await opened[0]?.pool.query('DROP TABLE noted');
  });

  it('of the database process alone is survived: it starts again with every committed row', async () => {
    const database = await open();
    await database.pool.query('CREATE TABLE noted (n int PRIMARY KEY)');
    await database.pool.query('INSERT INTO noted SELECT generate_series(1, 1000)');
    process.kill((await readLock()).pid, 'SIGKILL');
    await eventually(async () => {
      const noted = await readNoted(database).catch(() => []);
      return noted.length === 1000;
    });
  });

  it('of the database process in the middle of a transaction undoes it; the server lives and asks on', async () => {
    const program = 'tests/support/hold-transaction.program.ts';
    const server = spawn(
      process.execPath,
      ['--conditions=bellwether-source', '--import', 'tsx', program, dataDir],
      { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const ended = once(server, 'exit');
    const lines: string[] = [];
    createInterface(server.stdout).on('line', (line) => lines.push(line));
    await eventually(() => lines.includes('open') || server.exitCode !== null);
    const { pid } = await readLock();
    process.kill(pid, 'SIGKILL');
    await eventually(() => !isRunning(pid));
    server.stdin.end('go on\n');
    expect(await ended).toEqual([0, null]);
    expect(lines).toEqual(['open', 'broken off, 0 rows']);
  });
});

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
