import { AppError, type ErrorCode } from '@bellwether/shared/errors/app-error';
import { TRPCError } from '@trpc/server';
import { ZodError } from 'zod';

/** What a caller learns of a failure: a code, a sentence, the field and the way out. */
export type PublicError = {
  code: ErrorCode;
  message: string;
  field: string | null;
  remedy: string | null;
};

const transportCodes = {
  invalid_input: 'BAD_REQUEST',
  not_found: 'NOT_FOUND',
  conflict: 'CONFLICT',
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  rate_limited: 'TOO_MANY_REQUESTS',
  upstream_unauthenticated: 'BAD_GATEWAY',
  upstream_forbidden: 'BAD_GATEWAY',
  upstream_not_found: 'BAD_GATEWAY',
  upstream_rate_limited: 'SERVICE_UNAVAILABLE',
  upstream_unavailable: 'SERVICE_UNAVAILABLE',
  upstream_invalid_answer: 'BAD_GATEWAY',
  internal: 'INTERNAL_SERVER_ERROR',
} as const satisfies Record<ErrorCode, TRPCError['code']>;

export function toTransportCode(error: TRPCError, cause: AppError): TRPCError {
  return new TRPCError({ code: transportCodes[cause.code], message: error.message, cause });
}

/** Reads a failure for the caller. Whatever is not meant for people becomes one general sentence. */
export function toPublicError(error: TRPCError): PublicError {
  const cause = error.cause;
  if (cause instanceof AppError) {
    return { code: cause.code, message: cause.message, field: cause.field, remedy: cause.remedy };
  }
  if (error.code === 'BAD_REQUEST' && cause instanceof ZodError) {
    const first = cause.issues[0];
    const field = first === undefined ? null : first.path.join('.') || null;
    const message = first?.message ?? 'The request is not of the expected form.';
    return { code: 'invalid_input', message, field, remedy: null };
  }
  if (error.code === 'BAD_REQUEST' || error.code === 'PARSE_ERROR') {
    const message = 'The request is not of the expected form.';
    return { code: 'invalid_input', message, field: null, remedy: null };
  }
  if (error.code === 'NOT_FOUND') {
    return { code: 'not_found', message: 'There is no such call.', field: null, remedy: null };
  }
  return {
    code: 'internal',
    message: 'Something went wrong on our side. It was written to the log.',
    field: null,
    remedy: 'Try again; if it stays, the server log says more.',
  };
}
