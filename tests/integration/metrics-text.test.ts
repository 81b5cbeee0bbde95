import { buildRepository } from '@bellwether/prisma/factories/build-repository';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BOOTSTRAP_TOKEN } from '../support/api-fetch.ts';
import { eventually } from '../support/eventually.ts';
import { startTestServer, type TestServer } from '../support/test-server.ts';

const NOW = new Date('2026-03-02T12:00:00Z');
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({ clock: () => NOW });
  const { pool } = server.app.db;
  const { id } = await buildRepository(pool, { name: 'read' });
  const { id: paused } = await buildRepository(pool, { name: 'paused' });
  await pool.query(`update repositories set paused_at = now() where id = $1`, [paused]);
  await pool.query(
    `insert into sync_streams (repository_id, stream, state, last_success_at) values
       ($1, 'pull-requests', 'idle', '2026-03-02T11:00:00Z'),
       ($1, 'issues', 'failed', '2026-03-02T11:59:30Z'),
       ($1, 'deployments', 'failed', null),
       ($2, 'issues', 'inaccessible', '2020-01-01T00:00:00Z')`,
    [id, paused],
  );
});
afterAll(() => server.remove());

async function scrape(
  headers: Record<string, string> = {},
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${server.url}/metrics`, { headers });
  return { status: response.status, text: await response.text() };
}

test('requests, jobs, reading and the database are told in Prometheus text', async () => {
  await fetch(`${server.url}/api/v1/metrics/pickup?from=2026-01-01&secret=planted`, {
    headers: { authorization: `Bearer ${BOOTSTRAP_TOKEN}` },
  });
  await fetch(`${server.url}/planted/address`);
  const { status, text } = await scrape();
  expect(status).toBe(200);
  const lines = text.split('\n');
  expect(lines).toContain('bellwether_sync_streams{state="failed"} 2');
  expect(lines).toContain('bellwether_sync_streams{state="idle"} 1');
  expect(text).not.toContain('inaccessible');
  expect(lines).toContain('bellwether_sync_streams_never_read 1');
  expect(lines).toContain('bellwether_sync_oldest_success_age_seconds 3600');
  expect(lines).toContain('bellwether_sync_newest_success_age_seconds 30');
  expect(lines).toContain('bellwether_database_up 1');
  expect(lines).toContain('bellwether_jobs{state="failed"} 0');
  expect(text).toMatch(/bellwether_database_size_bytes \d{6}/);
  expect(text).toMatch(/bellwether_database_connections\{state="in-use"\} \d/);
  expect(text).toMatch(/bellwether_build_info\{version="[\d.]+",node="[\d.]+",database="\w+"\} 1/);
  expect(text).toMatch(/process_resident_memory_bytes \d+/);
  expect(text).toMatch(
    /bellwether_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/metrics\/:name",status="\d+"\} 1/,
  );
  expect(text).not.toContain('planted');
});

test('what GitHub has not said is absent, not 0', async () => {
  const { text } = await scrape();
  expect(text).not.toMatch(/^bellwether_github_points_remaining /m);
});

test('a caller from elsewhere needs a token', async () => {
  const fromElsewhere = { 'x-forwarded-for': '203.0.113.9' };
  expect((await scrape(fromElsewhere)).status).toBe(401);
  expect((await scrape({ ...fromElsewhere, authorization: 'Bearer wrong' })).status).toBe(401);
  const withToken = await scrape({
    ...fromElsewhere,
    authorization: `Bearer ${BOOTSTRAP_TOKEN}`,
  });
  expect(withToken.status).toBe(200);
  expect(withToken.text).toContain('bellwether_build_info');
});

test('a database that does not answer is told, and its figures are gaps', async () => {
  const { db } = server.app;
  const texts: string[] = [];
  await db.transaction(async (tx) => {
    await tx.query('lock table sync_streams in access exclusive mode');
    // What was read before is kept for some seconds.
    await eventually(async () => {
      const { text } = await scrape();
      texts.push(text);
      return text.split('\n').includes('bellwether_database_up 0');
    });
  });
  expect(texts.at(-1)).not.toMatch(/^bellwether_(sync_streams|jobs)/m);
});
