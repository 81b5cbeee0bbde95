import { z } from 'zod';
import { instantSchema } from './connection.schema.ts';

/** What GitHub gives an App for an hour of work in one installation. */
export const installationTokenSchema = z
  .object({ token: z.string().min(1), expires_at: instantSchema })
  .transform(({ token, expires_at: expiresAt }) => ({ token, expiresAt }));
export type InstallationToken = z.infer<typeof installationTokenSchema>;
