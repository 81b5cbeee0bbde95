import { z } from 'zod';

const LONGEST = 20_000;

/** Plain text; a database cannot hold NUL. */
const privateTextSchema = z
  .string()
  .trim()
  .min(1, 'Write something.')
  .max(LONGEST, 'A note has at most 20 000 characters.')
  .refine((text) => !text.includes('\0'), 'A note is plain text.');

const userIdSchema = z.string().min(1).max(200);
const readerIdsSchema = z
  .array(userIdSchema)
  .max(50, 'A note has at most 50 readers.')
  .transform((ids) => [...new Set(ids)]);
const basedOn = z.int32().min(0);

export const privateNoteSchema = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  /** About whom. */
  personName: z.string(),
  authorName: z.string(),
  /** Whether the caller wrote it: they alone change it and say who reads it. */
  isMine: z.boolean(),
  text: z.string(),
  version: z.number(),
  createdAt: z.string(),
  changedAt: z.string(),
  /** Whom the author named, by name. */
  readers: z.array(z.object({ userId: z.string(), name: z.string() })),
});
export type PrivateNote = z.infer<typeof privateNoteSchema>;

/** Notes about one person; null: all that one may read. */
export const listNotesInputSchema = z.object({ personId: z.uuid().nullable() });

/** The text's name says what it is: whatever writes down what was asked leaves it out. */
export const addNoteInputSchema = z.object({
  personId: z.uuid(),
  privateText: privateTextSchema,
  readerIds: readerIdsSchema,
});
export type AddNoteInput = z.infer<typeof addNoteInputSchema>;

export const changeNoteInputSchema = z.object({
  noteId: z.uuid(),
  privateText: privateTextSchema,
  basedOn,
});
export type ChangeNoteInput = z.infer<typeof changeNoteInputSchema>;

export const setNoteReadersInputSchema = z.object({
  noteId: z.uuid(),
  readerIds: readerIdsSchema,
  basedOn,
});
export type SetNoteReadersInput = z.infer<typeof setNoteReadersInputSchema>;

export const removeNoteInputSchema = z.object({ noteId: z.uuid(), basedOn });
