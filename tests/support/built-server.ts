import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BOOTSTRAP_TOKEN } from './api-fetch.ts';
import { becomeAdmin, returnAsAdmin } from './sign-in.ts';

const program = path.resolve(import.meta.dirname, '../../server/dist/main.js');

export type BuiltServer = {
  url: string;
  /** Makes the first admin. Null: there was one already. */
  setUpCode: string | null;
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
    env: {
      PORT: '0',
      BELLWETHER_DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      BELLWETHER_BOOTSTRAP_TOKEN: BOOTSTRAP_TOKEN,
      BELLWETHER_ALLOWED_NETWORKS: '127.0.0.0/8,::1',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

type BuiltServerOptions = {
  /** Leave the server without an admin, as at its very first start. */
  withoutAdmin?: boolean;
};

/** The built server in a process of its own, as `npm start` runs it, on a free port; with an admin, unless it had one. */
export async function startBuiltServer(
  env: Record<string, string> = {},
  dataDir?: string,
  { withoutAdmin = false }: BuiltServerOptions = {},
): Promise<BuiltServer> {
  const folder = dataDir ?? (await mkdtemp(path.join(tmpdir(), 'bw-e2e-')));
  const child = spawnBuiltServer(env, folder);
  const { url, setUpCode } = await readGreeting(child);
  if (!withoutAdmin) {
    await (setUpCode === null ? returnAsAdmin(url) : becomeAdmin(url, setUpCode));
  }
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGINT');
      await once(child, 'exit');
    }
    return child.exitCode;
  };
  return {
    url,
    setUpCode,
    dataDir: folder,
    process: child,
    stop,
    async remove() {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the server says once it answers: its address, and at its first start the set-up code. */
function readGreeting(child: ChildProcess): Promise<{ url: string; setUpCode: string | null }> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const url = /is at (http:\/\/\S+)/.exec(text)?.[1];
      if (url !== undefined && text.includes('Ctrl-C stops it')) {
        resolve({ url, setUpCode: /set-up code (\S+)/.exec(text)?.[1] ?? null });
      }
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (status) => reject(new Error(`the server ended with ${status}: ${text}`)));
  });
}
