import type { WebhookHealth } from '@bellwether/shared/sync-status/webhook-health.schema';
import type { Clock } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import { countDeliveries, loadLastFailure, sumCounts } from './webhook-health.store.ts';
import { webhookEvents } from './webhook-requests.rules.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';

const DAY_MS = 24 * 60 * 60_000;

type HealthParts = {
  db: Database;
  clock: Clock;
  secrets: WebhookSecrets;
  /** Where people open the server; null: at its loopback address alone. */
  publicUrl: string | null;
  /** The address that it listens on. */
  ownUrl: string;
};

/** How the deliveries of the last days went, and what GitHub must be told so that they come. */
export async function readWebhookHealth(parts: HealthParts): Promise<WebhookHealth> {
  const { db, secrets, publicUrl, ownUrl } = parts;
  const now = parts.clock().getTime();
  const firstDay = new Date(now - 6 * DAY_MS).toISOString().slice(0, 10);
  const day = await countDeliveries(db.pool, new Date(now - DAY_MS));
  const week = await sumCounts(db.pool, firstDay);
  const failure = await loadLastFailure(db.pool);
  const of = (outcome: Parameters<typeof week.get>[0]) => week.get(outcome) ?? 0;
  return {
    lastDeliveryAt: day.last_at?.toISOString() ?? null,
    lastDay: { taken: day.requested, ignored: day.ignored, failed: day.failed },
    lastWeek: {
      replayed: of('replayed'),
      unsigned: of('unsigned'),
      forged: of('forged'),
      garbled: of('garbled'),
      oversized: of('oversized'),
    },
    lastFailure:
      failure === null
        ? null
        : {
            at: failure.received_at.toISOString(),
            event: failure.event,
            repository: failure.repository,
            message: failure.error ?? 'It could not be taken.',
          },
    isSecretKnown: (await secrets.current()).length > 0,
    address: `${(publicUrl ?? ownUrl).replace(/(?<!\/)\/+$/, '')}/webhooks/github`,
    isAddressPublic: publicUrl !== null,
    events: [...webhookEvents],
  };
}
