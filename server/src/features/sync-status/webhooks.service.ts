import type { WebhookHealth } from '@bellwether/shared/sync-status/webhook-health.schema';
import type { AppContext } from '../../app-context.ts';

/** Whether GitHub's deliveries arrive, and how to have them sent. */
export async function readWebhookHealth({
  webhooks,
}: Pick<AppContext, 'webhooks'>): Promise<WebhookHealth> {
  return await webhooks.health();
}
