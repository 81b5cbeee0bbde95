import type { WebhookOutcome } from '@bellwether/shared/sync-status/webhook-health.schema';
import type { Queryable } from '../db/queryable.types.ts';

/** Genuine deliveries since an instant by what became of them, and the last one of all that are kept. */
export async function countDeliveries(db: Queryable, since: Date) {
  const { rows } = await db.query<{
    requested: number;
    ignored: number;
    failed: number;
    last_at: Date | null;
  }>(
    `select
       count(*) filter (where received_at >= $1 and outcome = 'requested')::int requested,
       count(*) filter (where received_at >= $1 and outcome = 'ignored')::int ignored,
       count(*) filter (where received_at >= $1 and outcome = 'failed')::int failed,
       max(received_at) last_at
     from webhook_deliveries`,
    [since],
  );
  return rows[0] ?? { requested: 0, ignored: 0, failed: 0, last_at: null };
}

export async function loadLastFailure(db: Queryable) {
  const { rows } = await db.query<{
    received_at: Date;
    event: string;
    repository: string | null;
    error: string | null;
  }>(
    `select received_at, event, repository, error from webhook_deliveries
     where outcome = 'failed' order by received_at desc limit 1`,
  );
  return rows[0] ?? null;
}

/** Counts of the days from this one on (`2026-01-31`), by outcome. */
export async function sumCounts(
  db: Queryable,
  fromDay: string,
): Promise<Map<WebhookOutcome, number>> {
  const { rows } = await db.query<{ outcome: WebhookOutcome; count: number }>(
    `select outcome, sum(count)::int count from webhook_counts
     where counted_on >= $1 group by outcome`,
    [fromDay],
  );
  return new Map(rows.map(({ outcome, count }) => [outcome, count]));
}
