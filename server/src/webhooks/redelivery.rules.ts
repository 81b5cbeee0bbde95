import { isReadEvent } from './webhook-requests.rules.ts';

/** One attempt of GitHub to deliver; those of the same delivery share the `guid`. */
export type DeliveryAttempt = { id: number; guid: string; event: string; isDelivered: boolean };

/** A delivery that failed so often will fail again. */
const MOST_ATTEMPTS = 5;

/**
 * The attempts to ask for once more, oldest first, one for each delivery that never arrived and is about something that is
 * read. `attempts` is newest first; `taken` are the deliveries that did arrive here, whatever GitHub heard of it.
 */
export function chooseRedeliveries(
  attempts: readonly DeliveryAttempt[],
  taken: ReadonlySet<string>,
): number[] {
  const byDelivery = new Map<string, DeliveryAttempt[]>();
  for (const attempt of attempts) {
    byDelivery.set(attempt.guid, [...(byDelivery.get(attempt.guid) ?? []), attempt]);
  }
  const missing = [...byDelivery.entries()].filter(
    ([guid, tries]) =>
      !taken.has(guid) &&
      tries.length < MOST_ATTEMPTS &&
      tries.every(({ isDelivered, event }) => !isDelivered && isReadEvent(event)),
  );
  return missing.flatMap(([, tries]) => tries[0]?.id ?? []).reverse();
}

/** Whether a hook of a repository is meant for this server, as far as its address tells. */
export function leadsHere(hookUrl: string, publicUrl: string | null): boolean {
  if (publicUrl !== null) {
    return (
      hookUrl.replace(/(?<!\/)\/+$/, '') ===
      `${publicUrl.replace(/(?<!\/)\/+$/, '')}/webhooks/github`
    );
  }
  return URL.canParse(hookUrl) && /\/webhooks\/github\/?$/.test(new URL(hookUrl).pathname);
}
