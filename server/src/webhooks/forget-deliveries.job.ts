import { z } from 'zod';
import type { Clock } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { JobDefinition } from '../jobs/job-definition.ts';
import { forgetDeliveriesBefore } from './webhooks.store.ts';

/** GitHub itself sends nothing again that is older than three days. */
const KEPT_MS = 7 * 24 * 60 * 60_000;

const payload = z.object({});

/** Every night, the deliveries of more than a week ago go; their counts stay. */
export function forgetDeliveries(parts: {
  db: Database;
  clock: Clock;
}): JobDefinition<z.infer<typeof payload>> {
  return {
    name: 'forget-deliveries',
    payload,
    retryLimit: 2,
    retryDelaySeconds: 60,
    cron: '37 3 * * *',
    async run() {
      await forgetDeliveriesBefore(parts.db.pool, new Date(parts.clock().getTime() - KEPT_MS));
    },
  };
}
