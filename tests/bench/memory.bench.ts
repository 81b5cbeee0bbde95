import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BenchResult } from './bench-result.ts';

const top = path.resolve(import.meta.dirname, '../..');
const POLL_MS = 2000;

type SyncAnswer = {
  repositories: { state: string; streams: { stream: string; stored: number; error: unknown }[] }[];
};

/**
 * The built server reads so many pull requests over HTTP from a simulator in another process; then its memory is read
 * from the system: the server's own, and that of the embedded database beside it.
 */
export async function benchMemory(pullRequests: number): Promise<BenchResult[]> {
  const simulator = fork(path.join(import.meta.dirname, 'bulk-simulator.ts'), [
    String(pullRequests),
  ]);
  const [message] = (await once(simulator, 'message')) as [{ url: string }];
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bellwether-bench-'));
  const server = spawn(process.execPath, [path.join(top, 'server/dist/main.js')], {
    env: {
      PORT: '0',
      BELLWETHER_DATA_DIR: dataDir,
      GITHUB_API_URL: message.url,
      GITHUB_TOKEN: 'bench',
      GITHUB_REPOSITORIES: 'acme/bulk',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const url = await readAddress(server);
    const startedAt = Date.now();
    await waitUntilRead(url, pullRequests);
    const seconds = (Date.now() - startedAt) / 1000;
    return [
      ...describeMemory(server, pullRequests),
      {
        name: `Backfill of ${pullRequests} small pull requests, pull requests`,
        value: pullRequests / seconds,
        unit: 'per second',
        limit: null,
        detail: `${seconds.toFixed(0)} s over HTTP, simulator on the same machine, embedded engine`,
      },
    ];
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    simulator.kill();
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
    const answer = (await (await fetch(`${url}/api/v1/sync`)).json()) as SyncAnswer;
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

function describeMemory(server: ChildProcess, pullRequests: number): BenchResult[] {
  const own = readMemory(server.pid ?? 0);
  const engine = childrenOf(server.pid ?? 0).map(readMemory);
  const engineNow = engine.reduce((sum, memory) => sum + memory.nowMb, 0);
  const enginePeak = engine.reduce((sum, memory) => sum + memory.peakMb, 0);
  return [
    {
      name: `Memory of the server after ingesting ${pullRequests} pull requests`,
      value: own.nowMb,
      unit: 'MB',
      limit: null,
      detail: `peak ${own.peakMb.toFixed(0)} MB; embedded engine beside it ${engineNow.toFixed(0)} MB, peak ${enginePeak.toFixed(0)} MB`,
    },
  ];
}

function readMemory(pid: number): { nowMb: number; peakMb: number } {
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
