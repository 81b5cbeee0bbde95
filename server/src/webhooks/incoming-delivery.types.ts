import type { WebhookOutcome } from '@bellwether/shared/sync-status/webhook-health.schema';

/** A request at the address of webhooks, before anything is believed of it. */
export type IncomingDelivery = {
  method: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /**
   * Its bytes as they came. Null: more than `limitBytes`, of which reading stopped there. `no-room`: too many others are
   * read at this moment. Rejects when the sender goes away.
   */
  readBody(limitBytes: number): Promise<Buffer | null | 'no-room'>;
};

export type DeliveryAnswer =
  | { status: 202; outcome: WebhookOutcome }
  | {
      status: 400 | 401 | 405 | 413 | 415 | 503;
      outcome: WebhookOutcome;
      message: string;
      remedy: string | null;
    };
