import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { apiFetch } from './api-fetch.ts';
import { type BuiltServer, startBuiltServer } from './built-server.ts';
import './database-setup.types.ts';
import { eventually } from './eventually.ts';

type SyncAnswer = { repositories: { streams: { lastSuccessAt: string | null }[] }[] };

const SAMPLE = { BELLWETHER_SAMPLE: '1' };
const PATIENTLY = { patienceMs: 240_000, everyMs: 100 };

/** The built server on a migrated data folder of its own, as after its very first start; with an admin. */
export async function startPreparedServer(env: Record<string, string> = {}): Promise<BuiltServer> {
  return await startBuiltServer(env, await copyOf(inject('embeddedTemplate').migrated));
}

/**
 * The built server with the sample team, read to its end. It is read once for the run: every server has a copy.
 * What its first reading looks like is seen where a server is started on an empty folder.
 */
export async function startSampleServer(): Promise<BuiltServer> {
  const server = await startBuiltServer(SAMPLE, await copyOf(await readSampleOnce()));
  await eventually(() => isSampleRead(server.url), PATIENTLY);
  return server;
}

async function copyOf(template: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bw-e2e-'));
  await cp(template, folder, { recursive: true });
  return folder;
}

/** Whoever makes the folder first reads; the others wait for it. */
async function readSampleOnce(): Promise<string> {
  const { sample, migrated } = inject('embeddedTemplate');
  const [data, ready, failed] = [
    join(sample, 'data'),
    join(sample, 'ready'),
    join(sample, 'failed'),
  ];
  const isFirst = await mkdir(sample).then(
    () => true,
    () => false,
  );
  if (isFirst) {
    try {
      await cp(migrated, data, { recursive: true });
      const server = await startBuiltServer(SAMPLE, data);
      await eventually(() => isSampleRead(server.url), PATIENTLY);
      await server.stop();
      await writeFile(ready, '');
    } catch (error) {
      await writeFile(failed, String(error));
      throw error;
    }
  }
  await eventually(() => existsSync(ready) || existsSync(failed), PATIENTLY);
  if (existsSync(failed)) {
    throw new Error('The sample team could not be read: see the test that began it.');
  }
  return data;
}

async function isSampleRead(url: string): Promise<boolean> {
  const answer = await apiFetch(`${url}/api/v1/sync`);
  const { repositories } = (await answer.json()) as SyncAnswer;
  const streams = repositories.flatMap((repository) => repository.streams);
  return repositories.length === 3 && streams.every(({ lastSuccessAt }) => lastSuccessAt !== null);
}
