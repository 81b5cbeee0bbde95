import type { PickupHours } from './pickup-hours.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { nameOf } from './receipt-words.ts';

/** More names would be a list to read. */
const MOST_NAMES = 3;

/**
 * Whose hours a first review is waited for by: `any of mira, jonas`. Those who were asked stand in the requests by name, so
 * they do here; the others on a team are told by their number alone.
 */
export function sayHoursOfAny(reading: PullRequestReading, { whose, people }: PickupHours): string {
  if (whose === 'team') {
    return people === 1
      ? 'the one other person on the author’s team'
      : `any of the ${people} others on the author’s team`;
  }
  const names = reading.askedIds.slice(0, MOST_NAMES).map((id) => nameOf(reading, id));
  const more = people - names.length;
  const listed = `${names.join(', ')}${more > 0 ? ` and ${more} more who were asked` : ''}`;
  return people === 1 ? listed : `any of ${listed}`;
}
