import { z } from 'zod';
import type { SyncControl } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { JobDefinition } from '../jobs/job-definition.ts';

const payload = z.object({});

/** Every night asks for what each connection reaches, its organisations' teams among it, to be read again. */
export function teamsJob(parts: {
  db: Database;
  sync: SyncControl;
}): JobDefinition<z.infer<typeof payload>> {
  return {
    ...{ name: 'teams', payload, retryLimit: 5, retryDelaySeconds: 60, cron: '41 2 * * *' },
    async run(_payload, signal) {
      const { rows } = await parts.db.pool.query<{ id: string }>(
        'select id from connections order by created_at',
      );
      for (const { id } of rows) {
        if (!signal.aborted) {
          await parts.sync.request({ kind: 'discover', connectionId: id }, 'nightly');
        }
      }
    },
  };
}
