import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { WebhookHealth } from '@bellwether/shared/sync-status/webhook-health.schema';
import type { AppContext } from '../../app-context.ts';

/** Whether GitHub's deliveries arrive, and how to have them sent. What failed last stands there for those who see every repository. */
export async function readWebhookHealth(
  { webhooks }: Pick<AppContext, 'webhooks'>,
  { teamIds }: RowScope,
): Promise<WebhookHealth> {
  const health = await webhooks.health();
  return teamIds === 'all' ? health : { ...health, lastFailure: null };
}
