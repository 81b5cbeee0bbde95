import { openGithub } from '@bellwether/server/github/open-github';
import { completeNestedLists } from '@bellwether/server/github/pull-request-nested.fetch';
import { fetchPullRequestsPage } from '@bellwether/server/github/pull-requests.fetch';
import { createLog } from '@bellwether/server/log';
import { startPostgresServer } from '../support/postgres-server.ts';
import { type Backfill, measureBackfill, startBulkSimulator } from './backfill-server.ts';
import type { BenchResult } from './bench-result.ts';

const PAGE_SIZE = 29;

/**
 * A first read of so many pull requests by the built server, on both engines, against fetching the same pages through the
 * same client and storing nothing: what storing them and deriving their facts takes.
 */
export async function benchBackfill(pullRequests: number): Promise<BenchResult[]> {
  const simulator = await startBulkSimulator(pullRequests);
  const postgres = await startPostgresServer();
  try {
    const fetchSeconds = await fetchAll(simulator.url);
    const embedded = await measureBackfill(pullRequests, simulator.url);
    const server = await measureBackfill(pullRequests, simulator.url, {
      DATABASE_URL: postgres.urlOf('postgres'),
    });
    return [
      ...describe('PGlite', pullRequests, embedded, fetchSeconds),
      ...describe('Postgres', pullRequests, server, fetchSeconds),
    ];
  } finally {
    simulator.stop();
    await postgres.stop();
  }
}

async function fetchAll(apiUrl: string): Promise<number> {
  const log = createLog('silent');
  const github = openGithub({ kind: 'token', apiUrl, token: 'bench', log });
  const startedAt = performance.now();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof fetchPullRequestsPage>> = await fetchPullRequestsPage(
      ...([github, { owner: 'acme', name: 'bulk' }, PAGE_SIZE, cursor] as const),
    );
    await completeNestedLists(github, page.pullRequests);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return (performance.now() - startedAt) / 1000;
}

function describe(
  name: string,
  pullRequests: number,
  { seconds, server, engine }: Backfill,
  fetchSeconds: number,
): BenchResult[] {
  const perSecond = pullRequests / seconds;
  const beside =
    engine.peakMb === 0 ? '' : `, of the engine beside it ${engine.peakMb.toFixed(0)} MB`;
  return [
    {
      name: `Backfill of ${pullRequests} pull requests, ${name}, against fetching them alone`,
      value: seconds / fetchSeconds,
      unit: 'ratio',
      limit: { atMost: 4 },
      detail: `${perSecond.toFixed(0)} pull requests a second (${seconds.toFixed(0)} s), fetched alone ${(pullRequests / fetchSeconds).toFixed(0)} a second`,
    },
    {
      name: `Peak memory of the server in a backfill of ${pullRequests}, ${name}`,
      value: server.peakMb,
      unit: 'MB',
      limit: null,
      detail: `${server.nowMb.toFixed(0)} MB at its end${beside}`,
    },
  ];
}
