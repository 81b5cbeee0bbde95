import { randomUUID } from 'node:crypto';
import { readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { StartError } from '../start-error.ts';
import { startHeartbeat } from './heartbeat.ts';
import { canIdentifyProcesses, identifyProcess } from './process-identity.ts';

const WATCH_MS = 4_000;
/** A database process ends by itself when its server is gone, after the statement that it is at. */
const ORPHAN_PATIENCE_MS = 30_000;
const LOCK_FILE = 'database.lock';

const Holder = z.object({
  token: z.string(),
  host: z.string(),
  /** The process that has the folder open. */
  pid: z.number(),
  /** The server that started it, the one that a person would stop. */
  serverPid: z.number(),
  /** Tells that process from a later one with its number; null where the system does not tell. */
  identity: z.string().nullable(),
  serverIdentity: z.string().nullable(),
});
type Holder = z.infer<typeof Holder>;

/** The folder is this process's until `release`, or until the process ends. */
export type DataFolderLock = { release(): Promise<void> };

/**
 * Takes the data folder for this process. A lock whose process is gone is taken over: at once when its
 * process ran on this machine, otherwise when its heartbeat has stood still for four seconds.
 * A process that is only stopped (Ctrl-Z) still holds its folder.
 * @throws StartError when another process holds the folder.
 */
export async function lockDataFolder(folder: string, serverPid: number): Promise<DataFolderLock> {
  const file = join(folder, LOCK_FILE);
  const mine: Holder = {
    token: randomUUID(),
    host: hostname(),
    pid: process.pid,
    serverPid,
    identity: identifyProcess(process.pid),
    serverIdentity: identifyProcess(serverPid),
  };
  const giveUpAtMs = performance.now() + ORPHAN_PATIENCE_MS;
  while (!(await createLock(file, mine))) {
    const holder = await readWrittenHolder(file);
    if (holder !== null && (await isAlive(file, holder))) {
      if (isOrphan(holder) && performance.now() < giveUpAtMs) {
        await wait(200);
        continue;
      }
      throw new StartError(
        `The data folder ${dirname(folder)} is in use by another Bellwether (process ${holder.serverPid} on ${holder.host}): stop that one, or set BELLWETHER_DATA_DIR to another folder.`,
      );
    }
    await removeStale(file, holder);
  }
  const heartbeat = startHeartbeat(file);
  return {
    async release() {
      await heartbeat.stop();
      const holder = await readHolder(file);
      if (holder?.token === mine.token) {
        await rm(file, { force: true });
      }
    },
  };
}

/** Which server has the folder open; null when none does. Takes nothing. */
export async function findFolderHolder(
  folder: string,
): Promise<{ serverPid: number; host: string } | null> {
  const file = join(folder, LOCK_FILE);
  const holder = await readHolder(file);
  return holder !== null && (await isAlive(file, holder)) ? holder : null;
}

async function createLock(file: string, mine: Holder): Promise<boolean> {
  try {
    await writeFile(file, JSON.stringify(mine), { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) {
      return false;
    }
    throw error;
  }
}

/** Null: the file is gone, or what it says cannot be read (its writer died in the middle). */
async function readHolder(file: string): Promise<Holder | null> {
  try {
    return Holder.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Gives a process that has just created the file the time to write into it. */
async function readWrittenHolder(file: string): Promise<Holder | null> {
  const holder = await readHolder(file);
  if (holder !== null) {
    return holder;
  }
  await wait(500);
  return readHolder(file);
}

function isAlive(file: string, holder: Holder): boolean | Promise<boolean> {
  if (holder.host === hostname()) {
    if (holder.identity !== null && canIdentifyProcesses()) {
      return identifyProcess(holder.pid) === holder.identity;
    }
    if (!processExists(holder.pid)) {
      return false;
    }
  }
  return beats(file);
}

function isOrphan(holder: Holder): boolean {
  return (
    holder.host === hostname() &&
    holder.serverIdentity !== null &&
    identifyProcess(holder.serverPid) !== holder.serverIdentity
  );
}

async function beats(file: string): Promise<boolean> {
  const before = await modifiedAtMs(file);
  for (let waitedMs = 0; waitedMs < WATCH_MS; waitedMs += 200) {
    await wait(200);
    if ((await modifiedAtMs(file)) !== before) {
      return true;
    }
  }
  return false;
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isSystemError(error, 'EPERM');
  }
}

/** Moves the stale lock aside; when two do so at once, the one that moved a fresh lock puts it back. */
async function removeStale(file: string, stale: Holder | null): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) {
      return;
    }
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved !== null && moved.token !== stale?.token) {
    await rename(aside, file);
    return;
  }
  await rm(aside, { force: true });
}

async function modifiedAtMs(file: string): Promise<number | null> {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return null;
  }
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
