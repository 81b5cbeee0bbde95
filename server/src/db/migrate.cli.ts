import { readEnv } from '../env.ts';
import { createLog } from '../log.ts';
import { StartError } from '../start-error.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';

// npm run db:migrate: brings the database up to date without starting the server.

async function run(): Promise<void> {
  const env = readEnv();
  const log = createLog(env.LOG_LEVEL);
  const database = await openDatabase({
    databaseUrl: env.DATABASE_URL,
    dataDir: env.BELLWETHER_DATA_DIR,
    log,
  });
  try {
    const applied = await migrate(database, log);
    const told = applied.length === 0 ? 'nothing to do' : applied.join(', ');
    process.stdout.write(`The database is up to date: ${told}.\n`);
  } finally {
    await database.close();
  }
}

try {
  await run();
} catch (error) {
  if (!(error instanceof StartError)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
