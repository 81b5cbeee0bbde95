import type { AppContext, WebhookControl } from '../app-context.ts';
import { receiveDelivery } from './receive-delivery.ts';
import { WebhookCounts } from './webhook-counts.ts';
import { readWebhookHealth } from './webhook-health.ts';
import { WebhookSecrets } from './webhook-secrets.ts';

export type WebhooksOptions = Pick<AppContext, 'db' | 'clock' | 'log' | 'sync' | 'secrets'> & {
  /** GITHUB_WEBHOOK_SECRET; null: not given. */
  secretFromEnv: string | null;
  /** BELLWETHER_URL; null: not given. */
  publicUrl: string | null;
  /** The address that the server listens on; asked when it does. */
  ownUrl: () => string;
};

export type Webhooks = WebhookControl & {
  /** Writes down what was counted. */
  stop(): Promise<void>;
};

/** Takes the deliveries of GitHub's webhooks and has read again what they are about. */
export function createWebhooks(options: WebhooksOptions): Webhooks {
  const secrets = new WebhookSecrets({ ...options, fromEnv: options.secretFromEnv });
  const counts = new WebhookCounts(options);
  return {
    async receive(incoming) {
      const answer = await receiveDelivery({ ...options, secrets }, incoming);
      counts.add(answer.outcome);
      return answer;
    },
    async health() {
      await counts.flush();
      return await readWebhookHealth({ ...options, secrets, ownUrl: options.ownUrl() });
    },
    stop: () => counts.flush(),
  };
}
