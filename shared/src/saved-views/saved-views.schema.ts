import { z } from 'zod';
import { viewPages } from './view-pages.ts';

const MOST_TEXT = 4_000;

const valueSchema = z.union([
  z.string().max(400),
  z.number(),
  z.boolean(),
  z.array(z.string().max(400)).max(100),
]);

/** What stands in an address, by key. */
export const viewSearchSchema = z
  .record(z.string().max(60), valueSchema)
  .refine((search) => JSON.stringify(search).length <= MOST_TEXT, {
    message: 'This view names more than can be kept: choose fewer repositories or authors.',
  });
export type ViewSearch = z.infer<typeof viewSearchSchema>;

const nameSchema = z
  .string()
  .trim()
  .min(1, 'Give the view a name, for example My team this quarter.')
  .max(80, 'A name has at most 80 characters, for example My team this quarter.')
  .regex(/^\P{Cc}*$/u, 'A name is one line of text.');

export const savedViewSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  page: z.enum(viewPages),
  search: viewSearchSchema,
  isShared: z.boolean(),
  /** Others' views can be opened, and not changed. */
  isOwn: z.boolean(),
  version: z.number().int(),
});
export type SavedView = z.infer<typeof savedViewSchema>;

export const saveViewInputSchema = z.object({
  name: nameSchema,
  page: z.enum(viewPages),
  search: viewSearchSchema,
  isShared: z.boolean().default(false),
});
export type SaveViewInput = z.infer<typeof saveViewInputSchema>;

/** What is left out stays as it is. */
export const changeViewInputSchema = z.object({
  id: z.uuid(),
  /** The version that was looked at: another one is refused. */
  basedOn: z.number().int(),
  name: nameSchema.optional(),
  search: viewSearchSchema.optional(),
  isShared: z.boolean().optional(),
});
export type ChangeViewInput = z.infer<typeof changeViewInputSchema>;

export const removeViewInputSchema = z.object({ id: z.uuid() });
