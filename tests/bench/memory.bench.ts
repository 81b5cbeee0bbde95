import { measureBackfill, startBulkSimulator } from './backfill-server.ts';
import type { BenchResult } from './bench-result.ts';

/** What the server and the embedded database beside it hold in memory after reading so many pull requests. */
export async function benchMemory(pullRequests: number): Promise<BenchResult[]> {
  const simulator = await startBulkSimulator(pullRequests);
  try {
    const { seconds, server, engine } = await measureBackfill(pullRequests, simulator.url);
    return [
      {
        name: `Memory of the server after ingesting ${pullRequests} pull requests`,
        value: server.nowMb,
        unit: 'MB',
        limit: null,
        detail: `peak ${server.peakMb.toFixed(0)} MB; embedded engine beside it ${engine.nowMb.toFixed(0)} MB, peak ${engine.peakMb.toFixed(0)} MB`,
      },
      {
        name: `Backfill of ${pullRequests} small pull requests, pull requests`,
        value: pullRequests / seconds,
        unit: 'per second',
        limit: null,
        detail: `${seconds.toFixed(0)} s over HTTP, simulator on the same machine, embedded engine`,
      },
    ];
  } finally {
    simulator.stop();
  }
}
