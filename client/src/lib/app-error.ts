import { type ErrorCode, errorCodes } from '@bellwether/shared/errors/app-error';
import { oneOf } from './read-fields.rules.ts';

const readCode = oneOf(errorCodes);

/** `unreachable`: no answer came at all. */
export type ReadableError = {
  code: ErrorCode | 'unreachable';
  message: string;
  field: string | null;
  remedy: string | null;
};

/** What a failure says to a person: the server's own sentence, or that it did not answer. */
export function readAppError(error: unknown): ReadableError {
  return (
    readAnswer((error as { data?: { error?: unknown } } | null)?.data?.error) ?? {
      code: 'unreachable',
      message: 'The server did not answer.',
      field: null,
      remedy: 'Check that Bellwether is still running, then try again.',
    }
  );
}

function readAnswer(answer: unknown): ReadableError | null {
  const { code: named, message, field, remedy } = (answer ?? {}) as Record<string, unknown>;
  const code = readCode(named);
  return code !== undefined &&
    typeof message === 'string' &&
    isTextOrNull(field) &&
    isTextOrNull(remedy)
    ? { code, message, field, remedy }
    : null;
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
