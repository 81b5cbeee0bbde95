import { z } from 'zod';
import type { SyncControl } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { JobDefinition } from '../jobs/job-definition.ts';
import { loadRepositoriesToCheck, loadRepositoriesToSweep } from './sweep.store.ts';

const payload = z.object({});

/**
 * Every quarter of an hour asks for a pass over every repository: what no webhook told is found then. The requests of a
 * connection are done one after the other, so that they do not come all at once.
 */
export function sweepJob(parts: {
  db: Database;
  sync: SyncControl;
}): JobDefinition<z.infer<typeof payload>> {
  return {
    ...{ name: 'sweep', payload, retryLimit: 2, retryDelaySeconds: 60, cron: '*/15 * * * *' },
    async run(_payload, signal) {
      for (const repositoryId of await loadRepositoriesToSweep(parts.db.pool)) {
        if (!signal.aborted) {
          await parts.sync.request({ kind: 'pass', repositoryId }, 'sweep');
        }
      }
    },
  };
}

/** Every night, or at the next start when no server ran, asks for a comparison of the last days of every repository with GitHub. */
export function nightlyJob(parts: {
  db: Database;
  sync: SyncControl;
}): JobDefinition<z.infer<typeof payload>> {
  return {
    ...{ name: 'nightly', payload, retryLimit: 5, retryDelaySeconds: 60, cron: '17 3 * * *' },
    catchUpAfterHours: 25,
    async run(_payload, signal) {
      for (const repositoryId of await loadRepositoriesToCheck(parts.db.pool)) {
        if (!signal.aborted) {
          await parts.sync.request(
            { kind: 'deep-check', repositoryId, reach: 'recent' },
            'nightly',
          );
        }
      }
    },
  };
}
