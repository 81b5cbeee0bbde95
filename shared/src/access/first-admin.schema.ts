import { z } from 'zod';

export const userNameSchema = z
  .string()
  .trim()
  .min(1, 'Write a name, for example Ada Lovelace.')
  .max(100, 'Write a name of at most 100 characters.');
export const emailSchema = z
  .email('Write an e-mail address, for example ada@example.com.')
  .max(254);
export const passwordSchema = z
  .string()
  .min(10, 'Write at least 10 characters.')
  .max(128, 'Write at most 128 characters.');

export const firstAdminInputSchema = z.object({
  code: z.string().trim().min(1, 'Write the set-up code that the server printed.').max(100),
  name: userNameSchema,
  email: emailSchema,
  password: passwordSchema,
});
export type FirstAdminInput = z.infer<typeof firstAdminInputSchema>;
