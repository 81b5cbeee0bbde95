import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildFactsBulk } from '@bellwether/prisma/factories/build-facts-bulk';
import { migrate } from '@bellwether/server/db/migrate';
import { type Database, openDatabase } from '@bellwether/server/db/open-database';
import { insertRevision } from '@bellwether/server/features/definitions/definitions.store';
import { createLog } from '@bellwether/server/log';
import { deriveFactsAnew } from '@bellwether/server/sync/derive-facts';
import { freshSettings } from '@bellwether/shared/definitions/definitions.schema';
import type { BenchResult } from './bench-result.ts';

const log = createLog('silent');
const from = new Date('2025-01-01T00:00:00Z');
const to = new Date('2026-01-01T00:00:00Z');
const MB = 1024 * 1024;
/** New numbers come in as fast as the database can write as many rows twice. */
const SWAP_LIMIT = 3;

/** All facts derived by other settings on the embedded engine: the rate, the time of the exchange, and the memory. */
export async function benchDerive(count: number): Promise<BenchResult[]> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'bellwether-bench-'));
  const db = await openDatabase({ dataDir, log });
  try {
    await migrate(db, log);
    await buildFactsBulk(db.pool, { count, seed: 1, from, to });
    return await measure(db, count);
  } finally {
    await db.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function measure(db: Database, count: number): Promise<BenchResult[]> {
  const plain = await timePlainUpdate(db);
  const settings = {
    ...freshSettings,
    authorClasses: { entries: [], switchedOff: ['ending:-ci'] },
  };
  const made = { note: null, createdAt: to, createdBy: null, basedOn: 0 };
  await db.transaction((tx) => insertRevision(tx, { settings, ...made }));
  const startedAt = performance.now();
  let stagedAt = startedAt;
  let early = 0;
  let peak = 0;
  let batches = 0;
  await deriveFactsAnew({
    ...{ db, log, clock: () => new Date(), signal: new AbortController().signal },
    onChange: (change) => {
      if (change !== 'progress') {
        return;
      }
      stagedAt = performance.now();
      batches += 1;
      const { rss } = process.memoryUsage();
      early = batches <= 100 ? Math.max(early, rss) : early;
      peak = Math.max(peak, rss);
    },
  });
  const swap = (performance.now() - stagedAt) / 1000;
  const derive = (stagedAt - startedAt) / 1000;
  const subject = `${count} pull requests, embedded engine`;
  return [
    {
      ...{ name: 'facts derived by new settings', value: count / derive, unit: 'per second' },
      ...{ limit: null, detail: `${subject}: ${derive.toFixed(0)} s beside the numbers in force` },
    },
    {
      ...{ name: 'exchange of all facts against a plain update', value: swap / plain },
      ...{ unit: 'ratio', limit: { atMost: SWAP_LIMIT } },
      detail: `${subject}: ${swap.toFixed(1)} s, a plain update of the same rows ${plain.toFixed(1)} s`,
    },
    {
      ...{
        name: 'memory that deriving adds after its first 100 batches',
        value: (peak - early) / MB,
      },
      ...{ unit: 'MB', limit: { atMost: 150 } },
      detail: `${batches} batches, at most ${(peak / MB).toFixed(0)} MB in all`,
    },
  ];
}

/** The same rows written once, each with all its columns and indexes. */
async function timePlainUpdate(db: Database): Promise<number> {
  const startedAt = performance.now();
  await db.pool.query(
    `update pull_request_facts set settings_revision = settings_revision,
       pickup_seconds = pickup_seconds, author_class = author_class, merged_at = merged_at`,
  );
  return (performance.now() - startedAt) / 1000;
}
