import { z } from 'zod';

export const codeOwnersLineSchema = z.object({
  line: z.number(),
  pattern: z.string(),
  owners: z.array(z.string()),
  problem: z.string().nullable(),
});

/** A repository's CODEOWNERS file as it was read last. */
export const codeOwnersFileSchema = z.object({
  repositoryId: z.string(),
  repository: z.string(),
  /** Null: there is none, or it may not be read. */
  path: z.string().nullable(),
  lines: z.array(codeOwnersLineSchema),
});
export type CodeOwnersFile = z.infer<typeof codeOwnersFileSchema>;

export const pathInputSchema = z.object({
  repositoryId: z.string().min(1).max(200),
  path: z
    .string()
    .trim()
    .min(1, 'Write a path, for example src/main.ts.')
    .max(1_000, 'A path has at most 1 000 characters.'),
});

/** Who owns a path, and what says so. */
export const pathOwnersSchema = z.object({
  path: z.string(),
  /**
   * `team-path`: a pattern given to a team here. `code-owners`: a line of the file. `repository`: nobody owns the path, but
   * the repository belongs to these teams. `none`: nothing says anything.
   */
  source: z.enum(['team-path', 'code-owners', 'repository', 'none']),
  /** The names of teams and owners, as written. Empty: nobody. */
  owners: z.array(z.string()),
  /** The pattern that matched; null: none did. */
  pattern: z.string().nullable(),
  /** The line of the CODEOWNERS file; null: it is not from there. */
  line: z.number().nullable(),
  /** One sentence. */
  words: z.string(),
});
export type PathOwners = z.infer<typeof pathOwnersSchema>;
