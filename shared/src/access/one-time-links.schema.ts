import { z } from 'zod';
import { emailSchema, passwordSchema, userNameSchema } from './first-admin.schema.ts';

export const linkKinds = ['invitation', 'password-reset'] as const;
export type LinkKind = (typeof linkKinds)[number];

/** What stands behind `/join#` or `/reset#`. */
export const linkTokenSchema = z.string().trim().min(1).max(200);
export const linkInputSchema = z.object({ token: linkTokenSchema });

/** What whoever holds a link may know. A link that is unknown, used, revoked or expired is `not_found`, each in the same words. */
export const linkDescriptionSchema = z.object({
  kind: z.enum(linkKinds),
  /** Whom it is for; null: whoever holds it. */
  email: z.string().nullable(),
  name: z.string().nullable(),
  /** Who made it; null: a mail that was asked for, or somebody who is gone. */
  invitedBy: z.string().nullable(),
  expiresAt: z.string(),
});
export type LinkDescription = z.infer<typeof linkDescriptionSchema>;

export const acceptInvitationInputSchema = z.object({
  token: linkTokenSchema,
  name: userNameSchema,
  /** Only where the invitation names no address. */
  email: emailSchema.optional(),
  password: passwordSchema,
});
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInputSchema>;

export const resetPasswordInputSchema = z.object({
  token: linkTokenSchema,
  password: passwordSchema,
});
export type ResetPasswordInput = z.infer<typeof resetPasswordInputSchema>;

export const requestPasswordResetInputSchema = z.object({ email: emailSchema });
