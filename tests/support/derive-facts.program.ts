import { openDatabase } from '@bellwether/server/db/open-database';
import { createLog } from '@bellwether/server/log';
import { deriveFactsAnew } from '@bellwether/server/sync/derive-facts';

// A server that derives facts by new settings and can be killed while it does: tells `step` after each batch.

const [dataDir = '', databaseUrl] = process.argv.slice(2);
const log = createLog('silent');
const db = await openDatabase({ dataDir, databaseUrl, log });
await deriveFactsAnew({
  ...{ db, log, clock: () => new Date(), signal: new AbortController().signal, batchSize: 3 },
  onChange: (change) => {
    process.stdout.write(change === 'progress' ? 'step\n' : 'done\n');
  },
});
await db.close();
