import { AppError } from '@bellwether/shared/errors/app-error';
import type { z } from 'zod';

/** @throws AppError `invalid_input` with the field and what it must be */
export function readSignInInput<Schema extends z.ZodType>(
  schema: Schema,
  given: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(given);
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new AppError(
    'invalid_input',
    issue?.message ?? 'The request is not of the expected form.',
    {
      ...(field === '' ? {} : { field }),
    },
  );
}
