import { type WebhookPayload, webhookPayloadSchema } from './webhook-payload.schema.ts';

/** Reads a genuine body in either of GitHub's two formats; null: it is not the JSON object that it should be. */
export function readPayload(body: string, format: 'json' | 'form'): WebhookPayload | null {
  const text = format === 'json' ? body : new URLSearchParams(body).get('payload');
  const parsed = webhookPayloadSchema.safeParse(text === null ? null : parseJson(text));
  return parsed.success ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
