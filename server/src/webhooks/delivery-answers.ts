import type { WebhookOutcome } from '@bellwether/shared/sync-status/webhook-health.schema';
import type { DeliveryAnswer } from './incoming-delivery.types.ts';

type Refusal = Exclude<DeliveryAnswer, { status: 202 }>;

function refusal(
  status: Refusal['status'],
  outcome: WebhookOutcome,
  message: string,
  remedy: string | null,
): Refusal {
  return { status, outcome, message, remedy };
}

export const WRONG_METHOD = refusal(
  405,
  'garbled',
  'Deliveries of webhooks are sent by POST.',
  null,
);
export const NO_SECRET = refusal(
  401,
  'unsigned',
  'No secret is known here, so no delivery can be trusted.',
  'Set GITHUB_WEBHOOK_SECRET, or a secret on the page Connections, and give GitHub the same one.',
);
export const UNSIGNED = refusal(
  401,
  'unsigned',
  'The delivery is not signed.',
  "Enter a secret in the webhook's form on GitHub, the same as here. X-Hub-Signature-256 is what counts.",
);
export const FORGED = refusal(
  401,
  'forged',
  'The signature does not fit the delivery.',
  'The secret on GitHub and the one here must be the same.',
);
export const OVERSIZED = refusal(413, 'oversized', 'The delivery is larger than 25 MB.', null);
export const WRONG_FORMAT = refusal(
  415,
  'garbled',
  'The delivery is neither JSON nor a form.',
  'Choose the content type application/json on GitHub.',
);
export const NO_NAME = refusal(
  400,
  'garbled',
  'X-GitHub-Event or X-GitHub-Delivery is missing or is not of the usual form.',
  null,
);
export const NO_OBJECT = refusal(400, 'garbled', 'The delivery holds no JSON object.', null);
export const BROKEN_OFF = refusal(400, 'garbled', 'The delivery broke off.', null);
export const NOT_TAKEN = refusal(
  503,
  'failed',
  'The delivery could not be taken just now.',
  'Have GitHub send it again; where the credentials allow, that is asked for by itself.',
);
