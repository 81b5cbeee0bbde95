import type { WebhookHealth } from '@bellwether/shared/sync-status/webhook-health.schema';
import { formatAgo, formatInstant } from '../../format/date.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';

export type WebhookModel = {
  tone: 'good' | 'quiet' | 'warn';
  /** One sentence. */
  state: string;
  facts: { label: string; value: string }[];
  /** What went wrong last, in a sentence; null: nothing. */
  failure: string | null;
  setUp: { label: string; value: string; isCode: boolean }[];
  /** Why GitHub could not reach the address; null: it could. */
  addressNote: string | null;
};

/** Whether GitHub's deliveries arrive, and what to enter there so that they do. */
export function prepareWebhooks(health: WebhookHealth, now: number): WebhookModel {
  const { lastDay, lastWeek, lastFailure } = health;
  const refused = lastWeek.unsigned + lastWeek.forged + lastWeek.garbled + lastWeek.oversized;
  return {
    ...sayState(health, now),
    facts:
      health.isSecretKnown || refused > 0
        ? [
            { label: 'Taken in 24 hours', value: formatCount(lastDay.taken) },
            { label: 'Of no concern', value: formatCount(lastDay.ignored) },
            { label: 'Failed', value: formatCount(lastDay.failed) },
            { label: 'Refused in 7 days', value: refused === 0 ? '0' : sayRefused(lastWeek) },
            { label: 'Came twice in 7 days', value: formatCount(lastWeek.replayed) },
          ]
        : [],
    failure:
      lastFailure === null
        ? null
        : `${formatInstant(lastFailure.at)}, ${lastFailure.event}${lastFailure.repository === null ? '' : ` of ${lastFailure.repository}`}: ${lastFailure.message}`,
    setUp: [
      { label: 'Payload URL', value: health.address, isCode: true },
      { label: 'Content type', value: 'application/json', isCode: true },
      {
        label: 'Secret',
        value: health.isSecretKnown
          ? 'the one that is set here'
          : 'a long random text, entered here as well: at the connection, or as GITHUB_WEBHOOK_SECRET',
        isCode: false,
      },
      { label: 'Events', value: health.events.join(', '), isCode: false },
    ],
    addressNote: health.isAddressPublic
      ? null
      : 'GitHub cannot reach this address: set BELLWETHER_URL to the one under which the world sees this server. Without webhooks everything is still read, every 15 minutes.',
  };
}

function sayState(health: WebhookHealth, now: number): Pick<WebhookModel, 'tone' | 'state'> {
  if (!health.isSecretKnown) {
    const state =
      'Not set up: changes arrive with the sweep every 15 minutes, instead of within a second.';
    return { tone: 'quiet', state };
  }
  if (health.lastDeliveryAt === null) {
    return { tone: 'warn', state: 'A secret is set, and no delivery has arrived in seven days.' };
  }
  const last = `The last delivery arrived ${formatAgo(health.lastDeliveryAt, now)}`;
  return health.lastFailure === null
    ? { tone: 'good', state: `${last}.` }
    : { tone: 'warn', state: `${last}, but one could not be taken.` };
}

function sayRefused({ unsigned, forged, garbled, oversized }: WebhookHealth['lastWeek']): string {
  const kinds = [
    [unsigned, 'unsigned'],
    [forged, 'with a wrong signature'],
    [garbled, 'unreadable'],
    [oversized, 'too large'],
  ] as const;
  const parts = kinds.filter(([count]) => count > 0).map(([n, how]) => `${formatCount(n)} ${how}`);
  const sum = unsigned + forged + garbled + oversized;
  return parts.length === 1
    ? (parts[0] ?? '')
    : `${formatCountOf(sum, 'delivery', 'deliveries')}: ${parts.join(', ')}`;
}
