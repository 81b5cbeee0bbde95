import { once } from 'node:events';
import { openDatabase } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import { eventually } from './eventually.ts';

// A server whose database a test can kill in the middle of a transaction: tells `open` when the transaction
// is under way, waits for a word on standard input, and tells what the next query answers.

const database = await openDatabase({ dataDir: process.argv[2] ?? '', log: createLog('silent') });
await database.pool.query('CREATE TABLE IF NOT EXISTS held (n int PRIMARY KEY)');
const outcome = await database
  .transaction(async (tx) => {
    await tx.query('INSERT INTO held VALUES (1)');
    process.stdout.write('open\n');
    await once(process.stdin, 'data');
    await tx.query('INSERT INTO held VALUES (2)');
  })
  .then(
    () => 'committed',
    () => 'broken off',
  );
await eventually(async () => {
  const found = await database.pool.query('SELECT n FROM held').catch(() => null);
  if (found !== null) {
    process.stdout.write(`${outcome}, ${found.rows.length} rows\n`);
  }
  return found !== null;
});
await database.pool.query('DROP TABLE held');
await database.close();
process.stdin.unref();
