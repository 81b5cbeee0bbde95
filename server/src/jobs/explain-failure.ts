import { AppError } from '@bellwether/shared/errors/app-error';

/** What a person reads about a job that failed: never a stack, a query or a secret. */
export function explainFailure(error: unknown): string {
  if (!(error instanceof AppError)) {
    return 'Something of ours went wrong; the log says more.';
  }
  return error.remedy === null ? error.message : `${error.message} ${error.remedy}`;
}
