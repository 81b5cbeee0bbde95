import type PgBoss from 'pg-boss';
import { z } from 'zod';
import { clearEndedSessions } from '../access/ended-sessions.store.ts';
import { clearRateLimits } from '../access/rate-limits.store.ts';
import type { Database } from '../db/open-database.ts';
import type { JobDefinition } from './job-definition.ts';
import { clearArchive } from './job-table.store.ts';

const payload = z.object({});

/** Every hour, what ended long ago leaves the list of jobs, after a week the archive; sessions and limits that are over are forgotten. */
export function tidyJobs(
  db: Database,
  openBoss: () => Promise<PgBoss>,
): JobDefinition<z.infer<typeof payload>> {
  return {
    name: 'tidy-jobs',
    payload,
    retryLimit: 0,
    retryDelaySeconds: 60,
    cron: '41 * * * *',
    async run() {
      const boss = await openBoss();
      await boss.archive();
      await clearArchive(db.pool);
      await clearEndedSessions(db.pool, new Date());
      await clearRateLimits(db.pool, new Date());
    },
  };
}
