import { z } from 'zod';
import type { Database } from '../db/open-database.ts';
import type { JobDefinition } from '../jobs/job-definition.ts';
import { loadDataVersion } from './load-data-version.ts';

const payload = z.object({});

/**
 * The embedded engine has nobody who tidies up after changes, without which an index alone answers nothing. A Postgres
 * server does so by itself. What did not change since the last time is left alone.
 */
export function vacuumFactsJob(
  db: Pick<Database, 'engine' | 'pool'>,
): JobDefinition<z.infer<typeof payload>> {
  let tidiedAt: number | null = null;
  return {
    name: 'vacuum-facts',
    payload,
    retryLimit: 1,
    retryDelaySeconds: 60,
    cron: '*/20 * * * *',
    run: async () => {
      const { data } = await loadDataVersion(db.pool);
      if (db.engine === 'embedded' && data !== tidiedAt) {
        await db.pool.query('vacuum analyze pull_request_facts, review_acts');
        tidiedAt = data;
      }
    },
  };
}
