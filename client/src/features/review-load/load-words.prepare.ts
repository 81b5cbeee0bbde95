import type { PersonRef } from '@bellwether/shared/review-load/review-load.schema';
import { formatWorkDuration } from '../../format/duration.ts';

export const WITHHELD = 'Withheld: fewer than three people stand behind it.';

/** A number with one decimal: `2.1`. Null: an en dash. */
export function oneDecimal(value: number | null): string {
  return value === null ? '–' : value.toFixed(1);
}

/** Estimated minutes: `6 h 30 min`. */
export function effortWords(minutes: number): string {
  return formatWorkDuration(minutes * 60);
}

/** How somebody is called: `You`, by name, or not at all. */
export function callName({ isYou, name }: Pick<PersonRef, 'isYou' | 'name'>): string {
  if (isYou) {
    return name === null ? 'You' : `${name} (you)`;
  }
  return name ?? 'Somebody else';
}
