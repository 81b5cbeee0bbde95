import { type DestinationStream, destination, type Logger, pino } from 'pino';
import { createRedact } from './redact-log.ts';

/** Where a part of the server says what it does. Fields first, then a sentence. */
export type Log = Logger;

export type LogOptions = {
  /** Texts that must never be written: what the environment gave. */
  secrets?: readonly string[];
  /** Where lines go instead of standard error. */
  to?: DestinationStream;
};

/**
 * Opens the log: one JSON object a line on standard error, so that standard output stays for people. Secrets are left
 * out however deep they stand: by their field's name, by their look, and those of the environment by what they are.
 */
export function createLog(level: string, options: LogOptions = {}): Log {
  const redact = createRedact(options.secrets ?? []);
  const log = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { log: (fields) => redact.fields(fields) },
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(parts, method) {
          const safe = withMessage(parts).map((part) =>
            typeof part === 'string' ? redact.text(part) : part,
          );
          method.apply(this, safe as typeof parts);
        },
      },
    },
    options.to ?? destination({ dest: 2, sync: true }),
  );
  // Pino has no formatter for what a child log carries.
  const makeChild: Log['child'] = log.child;
  return Object.assign(log, {
    child(this: Log, fields: Record<string, unknown>, childOptions?: object) {
      return makeChild.call(this, redact.fields(fields), childOptions);
    },
  }) as Log;
}

/** Without a sentence of ours, pino would write the error's message as it is. */
function withMessage(parts: readonly unknown[]): readonly unknown[] {
  const [first, ...rest] = parts;
  const fields = first instanceof Error ? { err: first } : first;
  const error = (fields as { err?: unknown } | null | undefined)?.err;
  return error instanceof Error && rest.length === 0
    ? [fields, 'something failed']
    : [fields, ...rest];
}
