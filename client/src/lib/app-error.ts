import { type ErrorCode, errorCodes } from '@bellwether/shared/errors/app-error';
import * as z from 'zod/mini';

const publicErrorSchema = z.object({
  code: z.enum(errorCodes),
  message: z.string(),
  field: z.nullable(z.string()),
  remedy: z.nullable(z.string()),
});

const answerSchema = z.object({ data: z.object({ error: publicErrorSchema }) });

/** `unreachable`: no answer came at all. */
export type ReadableError = {
  code: ErrorCode | 'unreachable';
  message: string;
  field: string | null;
  remedy: string | null;
};

/** What a failure says to a person: the server's own sentence, or that it did not answer. */
export function readAppError(error: unknown): ReadableError {
  const answer = answerSchema.safeParse(error);
  if (answer.success) {
    return answer.data.data.error;
  }
  return {
    code: 'unreachable',
    message: 'The server did not answer.',
    field: null,
    remedy: 'Check that Bellwether is still running, then try again.',
  };
}
