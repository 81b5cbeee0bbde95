import { z } from 'zod';

// A backup is a gzip file of lines of JSON: the header; for each table a heading, one line a row (its values
// as Postgres writes them, in the order of the heading's columns) and an end with count and hash; the end.

export const FORMAT_NAME = 'bellwether-backup';
export const FORMAT_VERSION = 1;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().nonnegative();

/** Enough to recognise a file of any version. */
export const FormatMarkSchema = z.object({
  format: z.literal(FORMAT_NAME),
  version: z.number().int().positive(),
});

export const SequenceStateSchema = z.object({
  sequence: z.string(),
  /** As text: it may be beyond 2^53. */
  lastValue: z.string().regex(/^-?\d+$/),
  isCalled: z.boolean(),
});
export type SequenceState = z.infer<typeof SequenceStateSchema>;

export const BackupHeaderSchema = FormatMarkSchema.extend({
  product: z.string(),
  createdAt: z.iso.datetime(),
  engine: z.enum(['embedded', 'postgres']),
  /** What the database was built with, oldest first. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()).min(1) })),
  sequences: z.array(SequenceStateSchema),
});
export type BackupHeader = z.infer<typeof BackupHeaderSchema>;

export const TableHeadingSchema = z.strictObject({ table: z.string() });

/** `sha256` is over the table's row lines, each with its line feed. */
export const TableEndSchema = z.strictObject({ end: z.string(), rows: count, sha256: hash });
export type TableEnd = z.infer<typeof TableEndSchema>;

/** `sha256` is over every line before this one. */
export const BackupEndSchema = z.strictObject({
  complete: z.literal(true),
  tables: count,
  rows: count,
  sha256: hash,
});
export type BackupEnd = z.infer<typeof BackupEndSchema>;
