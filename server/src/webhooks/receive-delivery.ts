import {
  BROKEN_OFF,
  FORGED,
  NO_NAME,
  NO_OBJECT,
  NO_SECRET,
  NOT_TAKEN,
  OVERSIZED,
  UNSIGNED,
  WRONG_FORMAT,
  WRONG_METHOD,
} from './delivery-answers.ts';
import { type DeliveryHeaders, readDeliveryHeaders } from './delivery-headers.rules.ts';
import type { DeliveryAnswer, IncomingDelivery } from './incoming-delivery.types.ts';
import { readPayload } from './read-payload.ts';
import { type GenuineDelivery, takeDelivery } from './take-delivery.ts';
import { isSignedByOneOf } from './verify-signature.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';

/** GitHub sends no more than this. */
export const MAX_DELIVERY_BYTES = 25 * 1024 * 1024;

type Parts = Parameters<typeof takeDelivery>[0] & { secrets: WebhookSecrets };

/** Answers a request at the address of webhooks. Until the signature is known to be right, nothing of it is believed or kept. */
export async function receiveDelivery(
  parts: Parts,
  incoming: IncomingDelivery,
): Promise<DeliveryAnswer> {
  const headers = readDeliveryHeaders(incoming.headers);
  const secrets = await parts.secrets.current().catch(() => null);
  if (secrets === null) {
    return NOT_TAKEN;
  }
  const refusal = screen(incoming.method, headers, secrets);
  if (refusal !== null) {
    return refusal;
  }
  const bytes = await incoming.readBody(MAX_DELIVERY_BYTES).catch(() => undefined);
  if (bytes === 'no-room') {
    return NOT_TAKEN;
  }
  if (bytes === undefined || bytes === null) {
    return bytes === null ? OVERSIZED : BROKEN_OFF;
  }
  const body = bytes.toString('utf8');
  if (!(await isGenuine(parts.secrets, secrets, body, headers.signature ?? ''))) {
    return FORGED;
  }
  const delivery = readDelivery(headers, body);
  if ('status' in delivery) {
    return delivery;
  }
  const outcome = await takeDelivery(parts, delivery);
  return outcome === 'failed' ? NOT_TAKEN : { status: 202, outcome };
}

/** Why a delivery is refused before its body is read; null: the body decides. */
function screen(
  method: string,
  headers: DeliveryHeaders,
  secrets: readonly string[],
): DeliveryAnswer | null {
  if (method !== 'POST') {
    return WRONG_METHOD;
  }
  if (secrets.length === 0) {
    return NO_SECRET;
  }
  if (!headers.isSigned) {
    return UNSIGNED;
  }
  if (headers.signature === null) {
    return FORGED;
  }
  return (headers.contentLength ?? 0) > MAX_DELIVERY_BYTES ? OVERSIZED : null;
}

async function isGenuine(
  secrets: WebhookSecrets,
  known: readonly string[],
  body: string,
  signature: string,
): Promise<boolean> {
  if (await isSignedByOneOf(known, body, signature)) {
    return true;
  }
  const newer = await secrets.afterMismatch(known);
  return newer !== null && (await isSignedByOneOf(newer, body, signature));
}

function readDelivery(headers: DeliveryHeaders, body: string): GenuineDelivery | DeliveryAnswer {
  const { event, id, format } = headers;
  if (format === null) {
    return WRONG_FORMAT;
  }
  if (event === null || id === null) {
    return NO_NAME;
  }
  const payload = readPayload(body, format);
  return payload === null ? NO_OBJECT : { id, event, payload };
}
