import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedEngine, startEmbeddedEngine } from '@bellwether/server/db/embedded-engine';
import { createLog } from '@bellwether/server/log';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';

// Commands come to the embedded engine beside the running server: their messages must not mix with its own.

let dataDir: string;
let engine: EmbeddedEngine;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'bw-conn-'));
  engine = await startEmbeddedEngine(dataDir, createLog('silent'), (error) => {
    throw error;
  });
});

afterAll(async () => {
  await engine.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function openClient(): Promise<pg.Client> {
  const client = new pg.Client({ ...engine.address, user: 'postgres', database: 'postgres' });
  await client.connect();
  return client;
}

test('each of several connections gets the answers to its own statements, however large they are', async () => {
  const clients = await Promise.all([1, 2, 3, 4].map(openClient));
  const answers = await Promise.all(
    clients.map(async (client, at) => {
      const wrong: string[] = [];
      for (let n = 0; n < 40; n += 1) {
        const text = `${at}-${n}-`.repeat(n % 3 === 0 ? 40_000 : 1);
        const { rows } = await client.query(`select $1::text as text, $2::int as n, ${at} as at`, [
          text,
          n,
        ]);
        if (rows[0].text !== text || rows[0].n !== n || rows[0].at !== at) {
          wrong.push(`${at}-${n}`);
        }
      }
      return wrong;
    }),
  );
  await Promise.all(clients.map((client) => client.end()));
  expect(answers.flat()).toEqual([]);
});

test('a plain statement of one connection leaves those of others whole', async () => {
  const [one, other] = await Promise.all([openClient(), openClient()]);
  const large = 'x'.repeat(300_000);
  const ask = async (work: () => Promise<unknown>) => {
    for (let n = 0; n < 30; n += 1) {
      await work();
    }
  };
  const sizes: number[] = [];
  await Promise.all([
    ask(async () => {
      const { rows } = await one.query('select length($1::text) as size', [large]);
      sizes.push(rows[0].size);
    }),
    ask(() => other.query('begin; select 1; commit')),
  ]);
  expect(sizes).toEqual(Array.from({ length: 30 }, () => large.length));
  await Promise.all([one.end(), other.end()]);
});

test('a connection that is lost in the middle of a statement does not stop the others', async () => {
  const client = await openClient();
  const lost = connect(join(engine.address.host, `.s.PGSQL.${engine.address.port}`));
  const answered = new Promise((resolve) => lost.once('data', resolve));
  lost.write(startupMessage());
  await answered;
  const parsed = new Promise((resolve) => lost.once('data', resolve));
  lost.write(parseMessage('select nonsense from nowhere'));
  await parsed;
  lost.destroy();
  const { rows } = await client.query('select $1::int as n', [7]);
  expect(rows).toEqual([{ n: 7 }]);
  await client.end();
});

function startupMessage(): Buffer {
  const body = Buffer.from('user\0postgres\0database\0postgres\0\0');
  const head = Buffer.alloc(8);
  head.writeInt32BE(body.length + 8, 0);
  head.writeInt32BE(196_608, 4);
  return Buffer.concat([head, body]);
}

function parseMessage(text: string): Buffer {
  const body = Buffer.from(`\0${text}\0\0\0`);
  const head = Buffer.alloc(5);
  head.write('P');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
