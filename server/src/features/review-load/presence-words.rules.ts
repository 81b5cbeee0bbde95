import type { Presence } from '@bellwether/shared/review-load/suggest.metric';
import type { Instant } from '@bellwether/shared/time/instant';
import { zoneOffsets } from '@bellwether/shared/time/zone-offsets';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** "at work until 17:00 Europe/Madrid", by the person's own clock. */
export function sayPresence(presence: Presence, timeZone: string, now: Instant): string {
  switch (presence.kind) {
    case 'working':
      return `at work until ${clockOf(presence.untilAt, timeZone)} ${timeZone}`;
    case 'later':
      return `at work from ${dayOf(presence.fromAt, timeZone, now)}${clockOf(presence.fromAt, timeZone)} ${timeZone}`;
    case 'away':
      return presence.backOn === null
        ? 'away for more than a week'
        : `away, back on ${presence.backOn}`;
  }
}

function localOf(at: Instant, timeZone: string): Date {
  return new Date((at + zoneOffsets(timeZone).at(at)) * 1000);
}

function clockOf(at: Instant, timeZone: string): string {
  return localOf(at, timeZone).toISOString().slice(11, 16);
}

/** Empty on the same local day. */
function dayOf(at: Instant, timeZone: string, now: Instant): string {
  const [then, today] = [localOf(at, timeZone), localOf(now, timeZone)];
  return then.toISOString().slice(0, 10) === today.toISOString().slice(0, 10)
    ? ''
    : `${DAYS[then.getUTCDay()]} `;
}
