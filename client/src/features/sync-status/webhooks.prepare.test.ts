import type { WebhookHealth } from '@bellwether/shared/sync-status/webhook-health.schema';
import { describe, expect, it } from 'vitest';
import { prepareWebhooks } from './webhooks.prepare.ts';

const now = Date.parse('2026-03-12T12:00:00Z');
const health: WebhookHealth = {
  lastDeliveryAt: '2026-03-12T11:57:00Z',
  lastDay: { taken: 214, ignored: 3, failed: 0 },
  lastWeek: { replayed: 1, unsigned: 0, forged: 0, garbled: 0, oversized: 0 },
  lastFailure: null,
  isSecretKnown: true,
  address: 'https://bellwether.example.com/webhooks/github',
  isAddressPublic: true,
  events: ['Pull requests', 'Pull request reviews'],
};
const prepare = (overrides: Partial<WebhookHealth>) =>
  prepareWebhooks({ ...health, ...overrides }, now);

describe('prepareWebhooks', () => {
  it('says that deliveries arrive, and since when the last one is here', () => {
    const { tone, state, failure, addressNote } = prepare({});
    expect(tone).toBe('good');
    expect(state.replaceAll('\u00a0', ' ')).toBe('The last delivery arrived 3 min ago.');
    expect([failure, addressNote]).toEqual([null, null]);
  });

  it('does not alarm where nothing is set up, and warns where nothing arrives', () => {
    expect(prepare({ isSecretKnown: false })).toMatchObject({ tone: 'quiet', facts: [] });
    expect(prepare({ lastDeliveryAt: null }).tone).toBe('warn');
  });

  it('names what could not be taken, and what was refused', () => {
    const failed = prepare({
      lastFailure: {
        at: '2026-03-12T11:00:00Z',
        event: 'pull_request',
        repository: 'acme/shop',
        message: 'The database was away.',
      },
      lastWeek: { ...health.lastWeek, forged: 2, garbled: 1 },
    });
    expect(failed.tone).toBe('warn');
    expect(failed.failure).toMatch(/pull_request of acme\/shop: The database was away\.$/);
    expect(failed.facts.find(({ label }) => label.startsWith('Refused'))?.value).toBe(
      '3 deliveries: 2 with a wrong signature, 1 unreadable',
    );
  });

  it('tells what to enter at GitHub, and that it cannot reach loopback', () => {
    expect(prepare({}).setUp.map(({ label }) => label)).toEqual([
      'Payload URL',
      'Content type',
      'Secret',
      'Events',
    ]);
    expect(prepare({ isAddressPublic: false }).addressNote).toContain('BELLWETHER_URL');
  });
});
