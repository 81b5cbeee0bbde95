import type { TokenExpiry } from '@bellwether/shared/access/tokens.schema';
import { AppError } from '@bellwether/shared/errors/app-error';

const DAY_MS = 86_400_000;
const MOST_DAYS = 3_653;

/**
 * When a token made now ends. Null: never.
 * @throws AppError `invalid_input` with field `expiry` for an instant that is past, or ten years away
 */
export function expiresAtOf(expiry: TokenExpiry, now: Date): Date | null {
  if (expiry === 'never') {
    return null;
  }
  if ('days' in expiry) {
    return new Date(now.getTime() + expiry.days * DAY_MS);
  }
  const at = new Date(expiry.at);
  if (at <= now || at.getTime() > now.getTime() + MOST_DAYS * DAY_MS) {
    throw new AppError('invalid_input', 'A token ends on a day to come, within ten years.', {
      field: 'expiry',
      remedy: 'Choose another day.',
    });
  }
  return at;
}
