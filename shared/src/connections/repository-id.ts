import { z } from 'zod';

/** The id of a repository, as a caller names it; whether there is one is asked of the database. */
export const repositoryIdSchema = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u, 'No repository has such an id: reload the page and choose again.');
