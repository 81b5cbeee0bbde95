import type { Database } from '../db/open-database.ts';
import { StartError } from '../start-error.ts';

/**
 * On Postgres, whether anything of Bellwether is connected beside this command. The embedded engine needs no question:
 * its folder is locked by whoever has it open.
 * @throws StartError when something is
 */
export async function refuseRunningServers(db: Database): Promise<void> {
  if (db.engine === 'embedded') {
    return;
  }
  const { rows } = await db.pool.query<{ address: string | null }>(
    `select distinct host(client_addr) as address from pg_stat_activity
     where datname = current_database() and application_name = 'bellwether' and pid <> pg_backend_pid()`,
  );
  if (rows.length > 0) {
    const where = rows.map(({ address }) => address ?? 'this machine').join(', ');
    throw new StartError(
      `A Bellwether is at work on this database (from ${where}): stop every server and command first.`,
    );
  }
}
