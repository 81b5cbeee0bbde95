import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

const program = path.resolve(import.meta.dirname, '../../server/dist/main.js');

export type BuiltServer = {
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** Ends it as Ctrl-C does, and gives its exit status. The data folder stays. */
  stop(): Promise<number | null>;
  /** Stops it and removes its data folder. */
  remove(): Promise<void>;
};

/** The built server's process, just begun, on a free port: for tests that do not wait until it answers. */
export function spawnBuiltServer(env: Record<string, string>, dataDir: string): ChildProcess {
  return spawn(process.execPath, [program], {
    env: { PORT: '0', BELLWETHER_DATA_DIR: dataDir, LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** The built server in a process of its own, as `npm start` runs it, on a free port. */
export async function startBuiltServer(
  env: Record<string, string> = {},
  dataDir?: string,
): Promise<BuiltServer> {
  const folder = dataDir ?? (await mkdtemp(path.join(tmpdir(), 'bw-e2e-')));
  const child = spawnBuiltServer(env, folder);
  const url = await readAddress(child);
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT');
      await once(child, 'exit');
    }
    return child.exitCode;
  };
  return {
    url,
    dataDir: folder,
    process: child,
    stop,
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const found = /is at (http:\/\/\S+)/.exec(text)?.[1];
      if (found !== undefined) {
        resolve(found);
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (status) => reject(new Error(`the server ended with ${status}: ${text}`)));
  });
}
