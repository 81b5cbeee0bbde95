import { existsSync } from 'node:fs';
import path from 'node:path';
import { startBuiltServer } from '../support/built-server.ts';
import { benchBackfill } from './backfill.bench.ts';
import { type BenchResult, keepsLimit } from './bench-result.ts';
import { benchCycleTime } from './cycle-time.bench.ts';
import { benchDerive } from './derive.bench.ts';
import { benchIngest } from './ingest.bench.ts';
import { benchMemory } from './memory.bench.ts';
import { benchPageWeight } from './page-weight.bench.ts';
import { benchPoints } from './points.bench.ts';
import { benchReplay } from './replay.bench.ts';
import { benchScale } from './scale.bench.ts';
import { benchWebhook } from './webhook.bench.ts';

const BACKFILL_PULL_REQUESTS = 20_000;
const MEMORY_PULL_REQUESTS = 200_000;
const DERIVED_PULL_REQUESTS = 200_000;
const builtServer = path.resolve(import.meta.dirname, '../../server/dist/main.js');

/** `--size=N`: how many pull requests `scale` takes, for a quick look; its limits are those of a million. */
const size = Number(process.argv.find((word) => word.startsWith('--size='))?.slice(7) ?? 1_000_000);

const benches: Record<string, () => Promise<BenchResult[]>> = {
  points: benchPoints,
  ingest: benchIngest,
  'cycle-time': benchCycleTime,
  derive: () => benchDerive(DERIVED_PULL_REQUESTS),
  'page-weight': weighPage,
  webhook: benchWebhook,
  replay: benchReplay,
  backfill: () => benchBackfill(BACKFILL_PULL_REQUESTS),
  memory: () => benchMemory(MEMORY_PULL_REQUESTS),
  scale: () => benchScale(size),
};

async function weighPage(): Promise<BenchResult[]> {
  const server = await startBuiltServer({ BELLWETHER_SAMPLE: '1' });
  try {
    return await benchPageWeight(server.url);
  } finally {
    await server.remove();
  }
}

function describe(result: BenchResult): string {
  const { atMost, atLeast } = result.limit ?? {};
  const limits = [
    atMost === undefined ? [] : [`at most ${atMost}`],
    atLeast === undefined ? [] : [`at least ${atLeast}`],
  ].flat();
  const verdict = keepsLimit(result) ? 'kept' : 'BROKEN';
  const limit = limits.length === 0 ? '' : ` (${limits.join(', ')}: ${verdict})`;
  return `${result.name}: ${result.value.toFixed(2)} ${result.unit}${limit}\n    ${result.detail}\n`;
}

// npm run bench [-- NAME … --size=N]: measures all, or those named; ends with status 1 when a limit is broken.
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--size='));
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0 || !existsSync(builtServer)) {
  process.stderr.write(
    unknown.length > 0
      ? `There is no bench called ${unknown.join(', ')}: there are ${Object.keys(benches).join(', ')}.\n`
      : 'The server is not built: run "npm run build" first.\n',
  );
  process.exit(1);
}
for (const [name, run] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) {
    continue;
  }
  for (const result of await run()) {
    process.stdout.write(describe(result));
    process.exitCode = keepsLimit(result) ? process.exitCode : 1;
  }
}
