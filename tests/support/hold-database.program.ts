import { setInterval } from 'node:timers';
import { openDatabase } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';

// A server that a test can kill: opens the database in the folder of its first argument, and writes one
// row after the other, telling each number once it is committed.

const database = await openDatabase({ dataDir: process.argv[2] ?? '', log: createLog('silent') });
await database.pool.query('CREATE TABLE IF NOT EXISTS noted (n int PRIMARY KEY)');
let n = 0;
setInterval(() => undefined, 1_000);
for (;;) {
  n += 1;
  await database.pool.query('INSERT INTO noted VALUES ($1)', [n]);
  process.stdout.write(`${n}\n`);
}
