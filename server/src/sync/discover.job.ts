import { z } from 'zod';
import type { SyncControl } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { JobDefinition } from '../jobs/job-definition.ts';

const payload = z.object({});

/**
 * Every hour looks up what each App reaches: repositories that it was granted or lost, an installation that was suspended or
 * is back, rights that were given or taken. Tokens are looked up every night, with the teams.
 */
export function discoverJob({
  db,
  sync,
}: {
  db: Database;
  sync: SyncControl;
}): JobDefinition<z.infer<typeof payload>> {
  return {
    ...{ name: 'discover', payload, retryLimit: 2, retryDelaySeconds: 60, cron: '7 * * * *' },
    async run(_payload, signal) {
      const { rows } = await db.pool.query<{ id: string }>(
        `select id from connections where kind = 'app' order by created_at, id`,
      );
      for (const { id } of rows) {
        if (!signal.aborted) {
          await sync.request({ kind: 'discover', connectionId: id }, 'sweep');
        }
      }
    },
  };
}
