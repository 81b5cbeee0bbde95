import { z } from 'zod';
import { emailSchema } from './first-admin.schema.ts';

/** Ways in other than a password. */
export const signInProviders = ['github', 'oidc'] as const;
export const signInProviderSchema = z.enum(signInProviders);
export type SignInProvider = z.infer<typeof signInProviderSchema>;

/** `POST /api/auth/sign-in/email` */
export const passwordSignInSchema = z.object({
  email: emailSchema,
  password: z.string().min(1, 'Write your password.').max(128, 'This is not your password.'),
});
export type PasswordSignIn = z.infer<typeof passwordSignInSchema>;

/** `POST /api/auth/two-factor/verify-totp` and `/verify-backup-code`: the second step, within ten minutes of the first. */
export const secondStepSchema = z.object({
  code: z.string().trim().min(1, 'Write the code.').max(40, 'A code is shorter.'),
});
export type SecondStep = z.infer<typeof secondStepSchema>;

/** What the addresses of signing in answer; a refusal is `{ error: { code, message, field, remedy } }`. */
export const signInAnswerSchema = z.object({
  /** `second-factor`: the password was right, and a code is needed; no one is signed in yet. */
  next: z.enum(['in', 'second-factor']),
});
export type SignInAnswer = z.infer<typeof signInAnswerSchema>;

/** `POST /api/auth/sign-in/social` */
export const providerSignInSchema = z.object({
  provider: signInProviderSchema,
  /** The page to open afterwards; another site's address becomes the first page. */
  next: z.string().max(2_048).optional(),
});
export type ProviderSignIn = z.infer<typeof providerSignInSchema>;

/** Where the browser goes: the provider's page. */
export const providerAddressSchema = z.object({ url: z.string() });
export type ProviderAddress = z.infer<typeof providerAddressSchema>;

/** `/sign-in?refused=…` and `/account?refused=…`: why GitHub or the provider did not open the door. */
export const refusals = [
  /** Nobody invited this account, and no rule lets it join. */
  'not-invited',
  /** The access was taken away. */
  'deactivated',
  /** The provider does not vouch for an e-mail address. */
  'unverified-email',
  /** A user with this e-mail address signs in in another way; that one must link the account. */
  'link-first',
  /** The account is somebody else's way in. */
  'linked-elsewhere',
  /** The person said no at the provider. */
  'declined',
  /** The attempt took too long, was begun in another browser, or was made up. */
  'expired',
  /** The provider did not answer, or not as it should. */
  'provider-failed',
] as const;
export const refusalSchema = z.enum(refusals);
export type Refusal = z.infer<typeof refusalSchema>;
