import { stories } from '@bellwether/prisma/seed/stories';
import { readEnv } from '../env.ts';
import { createLog } from '../log.ts';
import { StartError } from '../start-error.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';

// npm run seed -- --list: names the stories. npm run seed -- --story NAME: fills an empty database with one.

const list = stories.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n');

async function tell(name: string | undefined): Promise<string> {
  const story = stories.find((one) => one.name === name);
  if (story === undefined) {
    throw new StartError(`Name a story: npm run seed -- --story small-team. There are:\n${list}`);
  }
  const env = readEnv();
  const log = createLog('warn');
  const database = await openDatabase({
    dataDir: env.BELLWETHER_DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    log,
  });
  try {
    await migrate(database, log);
    const { rows } = await database.pool.query('select from repositories limit 1');
    if (rows.length > 0) {
      throw new StartError(
        'The database holds repositories already: set BELLWETHER_DATA_DIR to a new folder, or DATABASE_URL to an empty database.',
      );
    }
    await story.tell(database.pool, new Date());
  } finally {
    await database.close();
  }
  return `The database tells the story "${story.name}". Look at it with: npm start`;
}

try {
  const [option, name] = process.argv.slice(2);
  const said = option === '--list' ? `The stories:\n${list}` : await tell(name);
  process.stdout.write(`${said}\n`);
} catch (error) {
  if (!(error instanceof StartError)) {
    throw error;
  }
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
