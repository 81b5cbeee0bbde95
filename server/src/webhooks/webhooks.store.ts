import type { WebhookOutcome } from '@bellwether/shared/sync-status/webhook-health.schema';
import type { Queryable } from '../db/queryable.types.ts';

export async function addCounts(
  db: Queryable,
  counts: readonly { day: string; outcome: WebhookOutcome; count: number }[],
): Promise<void> {
  await db.query(
    `insert into webhook_counts (counted_on, outcome, count)
     select * from unnest($1::date[], $2::text[], $3::int[])
     on conflict (counted_on, outcome) do update set count = webhook_counts.count + excluded.count`,
    [
      counts.map(({ day }) => day),
      counts.map(({ outcome }) => outcome),
      counts.map(({ count }) => count),
    ],
  );
}

/** Encrypted secrets of the connections' webhooks. */
export async function loadSecretCiphertexts(db: Queryable): Promise<string[]> {
  const { rows } = await db.query<{ sealed: string }>(
    `select distinct webhook_secret_ciphertext sealed from connections
     where webhook_secret_ciphertext is not null order by 1`,
  );
  return rows.map(({ sealed }) => sealed);
}

/** Whether the delivery came before and was taken; one that failed may come again. */
export async function wasTaken(db: Queryable, deliveryId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `select from webhook_deliveries where id = $1 and outcome <> 'failed'`,
    [deliveryId],
  );
  return rowCount !== 0;
}

export type DeliveryRecord = {
  id: string;
  event: string;
  action: string | null;
  /** `owner/name`. */
  repository: string | null;
  receivedAt: Date;
  outcome: 'requested' | 'ignored' | 'failed';
  subject: string | null;
  error: string | null;
};

/** Writes down what became of a delivery. False: it was taken before, at the same time, and that stays. */
export async function recordDelivery(db: Queryable, record: DeliveryRecord): Promise<boolean> {
  const { rowCount } = await db.query(
    `insert into webhook_deliveries
       (id, event, action, repository, received_at, outcome, subject, error)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do update set received_at = excluded.received_at,
       outcome = excluded.outcome, subject = excluded.subject, error = excluded.error
     where webhook_deliveries.outcome = 'failed'`,
    [
      record.id,
      record.event,
      record.action,
      record.repository,
      record.receivedAt,
      record.outcome,
      record.subject,
      record.error,
    ],
  );
  return rowCount === 1;
}

export async function forgetDeliveriesBefore(db: Queryable, instant: Date): Promise<void> {
  await db.query('delete from webhook_deliveries where received_at < $1', [instant]);
}

/** Of these deliveries those that were taken. */
export async function loadTakenDeliveries(
  db: Queryable,
  ids: readonly string[],
): Promise<Set<string>> {
  const { rows } = await db.query<{ id: string }>(
    `select id from webhook_deliveries where id = any($1) and outcome <> 'failed'`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}
