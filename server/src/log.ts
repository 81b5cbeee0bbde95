import { destination, type Logger, pino } from 'pino';

/** Where a part of the server says what it does. Fields first, then a sentence. */
export type Log = Logger;

const SECRET_FIELDS = ['token', 'secret', 'password', 'authorization', 'secretCiphertext'];

/**
 * Opens the log: one JSON object a line on standard error, so that standard output stays for people.
 * Fields that hold secrets are left out wherever they stand one level deep.
 */
export function createLog(level: string): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]),
        censor: '[left out]',
      },
    },
    destination({ dest: 2, sync: true }),
  );
}
