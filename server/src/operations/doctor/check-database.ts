import { readMigrationFiles } from '../../db/migration-files.ts';
import { findPending, readLedger } from '../../db/migration-ledger.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { StartError } from '../../start-error.ts';
import { attention, ok, wrong } from './finding.ts';
import type { Finding } from './finding.types.ts';

/** Whether the schema is this version's. `isCurrent`: the tables can be asked. */
export async function checkSchema(
  db: Queryable,
): Promise<{ findings: Finding[]; isCurrent: boolean }> {
  const { rows } = await db.query<{ version: string }>('select version() as version');
  const version = rows[0]?.version.split(/ on | \(/)[0] ?? 'PostgreSQL';
  const answers = ok('database', `The database answers: ${version}.`);
  try {
    const ledger = await readLedger(db);
    const pending = findPending(await readMigrationFiles(), ledger);
    const schema =
      pending.length === 0
        ? ok('schema', 'The database is up to date.')
        : attention(
            'schema',
            ledger.length === 0
              ? 'The database is empty.'
              : `The database lacks ${pending.map(({ name }) => name).join(', ')}.`,
            'The next start brings it up to date; back it up first.',
          );
    return { findings: [answers, schema], isCurrent: pending.length === 0 };
  } catch (error) {
    if (!(error instanceof StartError)) {
      throw error;
    }
    const [says = '', remedy = ''] = error.message.split(/: (?=[a-z])/);
    return { findings: [answers, wrong('schema', `${says}.`, remedy)], isCurrent: false };
  }
}

/** How far the database's clock is from this machine's. */
export async function checkDatabaseClock(db: Queryable): Promise<Finding> {
  const beforeMs = Date.now();
  const { rows } = await db.query<{ now: Date }>('select clock_timestamp() as now');
  const middleMs = (beforeMs + Date.now()) / 2;
  return describeClock('the database', middleMs - (rows[0]?.now.getTime() ?? middleMs));
}

const SMALL_MS = 5_000;
const LARGE_MS = 60_000;

/** `aheadMs`: by how much this machine's clock is ahead of the other. */
export function describeClock(of: string, aheadMs: number): Finding {
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  if (Math.abs(aheadMs) < SMALL_MS) {
    return ok('clock', `This machine's clock agrees with that of ${of}.`);
  }
  const says = `This machine's clock is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} that of ${of}.`;
  const remedy = 'Let the machines set their clocks by NTP.';
  return Math.abs(aheadMs) < LARGE_MS
    ? attention('clock', says, remedy)
    : wrong('clock', `${says} Tokens and second factors depend on it.`, remedy);
}
