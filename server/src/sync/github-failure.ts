import { AppError } from '@bellwether/shared/errors/app-error';

/** What GitHub's side refused or failed at, to go on with; anything else is thrown on. */
export function githubFailure(error: unknown): AppError {
  if (error instanceof AppError) {
    return error;
  }
  throw error;
}
