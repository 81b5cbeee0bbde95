import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { apiFetch, BOOTSTRAP_TOKEN } from '../support/api-fetch.ts';

const top = path.resolve(import.meta.dirname, '../..');
const POLL_MS = 500;

type SyncAnswer = {
  repositories: { state: string; streams: { stream: string; stored: number; error: unknown }[] }[];
};

export type Memory = { nowMb: number; peakMb: number };

export type Backfill = {
  seconds: number;
  server: Memory;
  /** Of the embedded database beside it; zero where the database is a server of its own. */
  engine: Memory;
};

/** A simulated GitHub in a process of its own, so that its memory is not counted as the server's. */
export async function startBulkSimulator(
  pullRequests: number,
): Promise<{ url: string; stop: () => void }> {
  const simulator = fork(path.join(import.meta.dirname, 'bulk-simulator.ts'), [
    String(pullRequests),
  ]);
  const [message] = (await once(simulator, 'message')) as [{ url: string }];
  return { url: message.url, stop: () => simulator.kill() };
}

/** The built server reads so many pull requests over HTTP; then its memory is read from the system. */
export async function measureBackfill(
  pullRequests: number,
  githubUrl: string,
  env: Record<string, string> = {},
): Promise<Backfill> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bellwether-bench-'));
  const server = spawn(process.execPath, [path.join(top, 'server/dist/main.js')], {
    env: {
      PORT: '0',
      BELLWETHER_DATA_DIR: dataDir,
      BELLWETHER_BOOTSTRAP_TOKEN: BOOTSTRAP_TOKEN,
      GITHUB_API_URL: githubUrl,
      GITHUB_TOKEN: 'bench',
      GITHUB_REPOSITORIES: 'acme/bulk',
      LOG_LEVEL: 'warn',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await readAddress(server);
    const startedAt = Date.now();
    await waitUntilRead(url, pullRequests);
    const seconds = (Date.now() - startedAt) / 1000;
    const engine = childrenOf(server.pid ?? 0).map(readMemory);
    const sum = (pick: (memory: Memory) => number) =>
      engine.reduce((total, memory) => total + pick(memory), 0);
    return {
      seconds,
      server: readMemory(server.pid ?? 0),
      engine: { nowMb: sum((memory) => memory.nowMb), peakMb: sum((memory) => memory.peakMb) },
    };
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function readAddress(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const found = /http:\/\/\S+/.exec(text);
      if (found !== null) {
        resolve(found[0]);
      }
    });
    server.once('exit', () => reject(new Error(`the server ended: ${text}`)));
  });
}

async function waitUntilRead(url: string, pullRequests: number): Promise<void> {
  for (;;) {
    const answer = (await (await apiFetch(`${url}/api/v1/sync`)).json()) as SyncAnswer;
    const repository = answer.repositories[0];
    const stream = repository?.streams.find((known) => known.stream === 'pull-requests');
    if (repository?.state === 'idle' && stream?.stored === pullRequests) {
      return;
    }
    if (repository?.state === 'failed') {
      throw new Error(`the backfill failed: ${JSON.stringify(repository)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function readMemory(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const read = (name: string) =>
    Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? Number.NaN) / 1024;
  return { nowMb: read('VmRSS'), peakMb: read('VmHWM') };
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ');
        return Number(fields?.[1]) === parent;
      } catch {
        return false;
      }
    });
}
