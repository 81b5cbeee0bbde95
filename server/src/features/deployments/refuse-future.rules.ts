import { AppError } from '@bellwether/shared/errors/app-error';

/** A clock that runs a little ahead of ours is no mistake. */
const AHEAD_MS = 10 * 60_000;

/**
 * What other systems tell has happened.
 * @param place before the name of the field: empty, or of a list `[3].`
 * @throws AppError `invalid_input` that names the first instant which is still to come
 */
export function refuseFuture(
  instants: Readonly<Record<string, Date | null | undefined>>,
  now: Date,
  place: string,
): void {
  for (const [field, at] of Object.entries(instants)) {
    if (at && at.getTime() > now.getTime() + AHEAD_MS) {
      throw new AppError('invalid_input', `"${field}" lies in the future.`, {
        field: `${place}${field}`,
        remedy: `By the clock here it is ${now.toISOString().slice(0, 19)}Z.`,
      });
    }
  }
}
