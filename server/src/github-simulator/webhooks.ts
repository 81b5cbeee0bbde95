import { createHmac } from 'node:crypto';
import { stableSha } from './stable-id.ts';
import { buildWebhookPayload, type WebhookEvent } from './webhook-payload.ts';
import type { World } from './world.types.ts';

export type WebhookDelivery = { headers: Record<string, string>; body: string };

export type WebhookOptions = {
  world: World;
  /** `owner/name`. */
  repository: string;
  event: WebhookEvent;
  secret: string;
  /** As GitHub's `X-GitHub-Delivery`; absent: made from the body, so that the same event is the same delivery. */
  deliveryId?: string;
};

/** The signature that GitHub puts on a delivery. */
export function signWebhook(secret: string, body: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** A delivery, signed, ready to be sent (or to be spoilt first, by a test). */
export function buildWebhook(options: WebhookOptions): WebhookDelivery {
  const { world, repository, event, secret, deliveryId } = options;
  const body = JSON.stringify(buildWebhookPayload(world, repository, event));
  return {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/simulator',
      'x-github-event': event.event,
      'x-github-delivery': deliveryId ?? uuidFrom(stableSha(event.event + body)),
      'x-github-hook-id': '1',
      'x-hub-signature-256': signWebhook(secret, body),
    },
    body,
  };
}

/** Sends a delivery once, as GitHub does: it does not try again. Gives the receiver's status. */
export async function sendWebhook(
  url: string,
  delivery: WebhookDelivery,
  send: typeof fetch = fetch,
): Promise<{ status: number; body: string }> {
  const response = await send(url, { method: 'POST', ...delivery });
  return { status: response.status, body: await response.text() };
}

function uuidFrom(hex: string): string {
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}
