import { AppError, type ErrorCode } from '@bellwether/shared/errors/app-error';
import type { SyncStreamName } from '@bellwether/shared/sync-status/sync-status.schema';
import type { Queryable } from '../db/queryable.types.ts';
import { updateStream } from './sync-streams.save.ts';

/** All of a stream was read but some things, which the next pass asks for again. */
export class PartlyReadError extends AppError {
  constructor(numbers: readonly number[], cause: AppError) {
    super(cause.code as ErrorCode, describe(numbers), {
      cause,
      remedy: `All others are stored. They are asked for again at each pass. ${cause.message}`,
    });
    this.name = 'PartlyReadError';
  }
}

function describe(numbers: readonly number[]): string {
  const names = numbers.slice(0, 5).map((number) => `#${number}`);
  const more = numbers.length > names.length ? ', …' : '';
  const what = numbers.length === 1 ? '1 pull request' : `${numbers.length} pull requests`;
  return `${what} could not be read: ${names.join(', ')}${more}.`;
}

/** Writes down that the stream was read to its end, and what it lacks. */
export async function markPartlyRead(
  db: Queryable,
  repositoryId: string,
  stream: SyncStreamName,
  error: AppError,
  at: Date,
): Promise<void> {
  await updateStream(db, repositoryId, stream, {
    ...{ state: 'idle', lastSuccessAt: at, errorAt: at },
    ...{ errorCode: error.code, errorMessage: error.message, errorRemedy: error.remedy },
  });
}
