import { z } from 'zod';
import { roleSchema } from './access.schema.ts';
import { passwordSchema } from './first-admin.schema.ts';
import { signInProviderSchema } from './sign-in.schema.ts';

const presentPasswordSchema = z.string().min(1, 'Write your present password.').max(128);

export const changePasswordInputSchema = z.object({
  current: presentPasswordSchema,
  next: passwordSchema,
});
export type ChangePasswordInput = z.infer<typeof changePasswordInputSchema>;

/** A browser that is signed in. */
export const sessionSummarySchema = z.object({
  sessionId: z.string(),
  /** The one that asks. */
  isCurrent: z.boolean(),
  /** In words, "Firefox on Linux"; null: it did not say. */
  device: z.string().nullable(),
  ipAddress: z.string().nullable(),
  createdAt: z.string(),
  /** To the day: it is written once a day. */
  lastUsedAt: z.string(),
  expiresAt: z.string(),
});
export type SessionSummary = z.infer<typeof sessionSummarySchema>;

export const endSessionInputSchema = z.object({ sessionId: z.string().min(1).max(100) });

/** A way in that one has. */
export const signInMethodSummarySchema = z.object({
  method: z.enum(['password', 'github', 'oidc']),
  /** As the button says it: "Password", "GitHub". */
  label: z.string(),
  /** The account's name at the provider, where it is known. */
  accountName: z.string().nullable(),
  since: z.string(),
  /** False: the last way in stays. */
  canRemove: z.boolean(),
});
export type SignInMethodSummary = z.infer<typeof signInMethodSummarySchema>;

export const accountMethodsSchema = z.object({
  methods: z.array(signInMethodSummarySchema),
  /** What could be linked, and is not. */
  linkable: z.array(z.object({ provider: signInProviderSchema, label: z.string() })),
});
export type AccountMethods = z.infer<typeof accountMethodsSchema>;

/** One's present password; left out by those who have none. */
const passwordAgainSchema = z.string().max(128).optional();

export const linkMethodInputSchema = z.object({
  provider: signInProviderSchema,
  password: passwordAgainSchema,
});
export const unlinkMethodInputSchema = z.object({
  password: passwordAgainSchema,
  method: z.enum(['password', 'github', 'oidc']),
});

/** Asked again before a second factor is touched. */
export const secondFactorPasswordSchema = z.object({ password: presentPasswordSchema });
export const secondFactorStatusSchema = z.object({
  isOn: z.boolean(),
  /** Unused backup codes; null: it is off. */
  backupCodesLeft: z.number().int().nullable(),
  /** Whether one has a password, which alone can be followed by a second factor. */
  hasPassword: z.boolean(),
});
/** What the authenticator app reads: drawn as a QR code, and the secret to type where that cannot be. */
export const secondFactorBeginningSchema = z.object({
  otpauthUri: z.string(),
  secret: z.string(),
});
export const secondFactorCodeSchema = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'Write the six digits that the app shows.'),
});
/** Shown once. */
export const backupCodesSchema = z.object({ backupCodes: z.array(z.string()) });

export const enterSampleInputSchema = z.object({
  role: roleSchema.extract(['lead', 'engineer', 'manager']),
});

/** `access.changes`: another version than before, and one may do other things than before. */
export const accessChangeSchema = z.object({ accessVersion: z.number().int() });
export type AccessChange = z.infer<typeof accessChangeSchema>;

export const doneSchema = z.object({ done: z.literal(true) });
