import { z } from 'zod';

export const signInSettingNames = ['github', 'oidc', 'smtp'] as const;
export const signInSettingNameSchema = z.enum(signInSettingNames);
export type SignInSettingName = z.infer<typeof signInSettingNameSchema>;

const httpUrlSchema = (example: string) =>
  z
    .url({ protocol: /^https?$/, error: `Write an address, for example ${example}.` })
    .trim()
    .max(500);
const labelSchema = z.string().trim().min(1, 'Write the words of the button.').max(40);
/** Undefined: the one that is set stays. */
const secretSchema = z.string().min(1, 'Write the secret.').max(500).optional();

export const githubSettingsSchema = z.object({
  clientId: z.string().trim().min(1, 'Write the client ID.').max(200),
  /** Of the GitHub where people sign in; null: where the server reads. */
  apiUrl: httpUrlSchema('https://github.example.com/api/v3').nullable().default(null),
});
export const oidcSettingsSchema = z.object({
  /** The button's words: "Sign in with …". */
  label: labelSchema,
  discoveryUrl: httpUrlSchema('https://login.example.com/.well-known/openid-configuration'),
  clientId: z.string().trim().min(1, 'Write the client ID.').max(200),
});
export const smtpSettingsSchema = z.object({
  host: z.string().trim().min(1, 'Write the name of the mail server.').max(255),
  port: z.number().int().min(1).max(65_535),
  /** tls: encrypted from the first byte (465). starttls: must become so (587). none: never. */
  security: z.enum(['tls', 'starttls', 'none']),
  /** Null: the server asks for none. */
  userName: z.string().trim().min(1).max(255).nullable(),
  from: z.email('Write the sender, for example bellwether@example.com.').max(254),
});
export type GithubSettings = z.infer<typeof githubSettingsSchema>;
export type OidcSettings = z.infer<typeof oidcSettingsSchema>;
export type SmtpSettings = z.infer<typeof smtpSettingsSchema>;

export const saveSignInSettingInputSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('github'), settings: githubSettingsSchema, secret: secretSchema }),
  z.object({ name: z.literal('oidc'), settings: oidcSettingsSchema, secret: secretSchema }),
  /** The secret is the password; not needed where there is no user name. */
  z.object({ name: z.literal('smtp'), settings: smtpSettingsSchema, secret: secretSchema }),
]);
export type SaveSignInSettingInput = z.infer<typeof saveSignInSettingInputSchema>;

/** A secret as it is shown: never itself. */
export const secretStatusSchema = z.object({
  setAt: z.string(),
  /** The name of who set it; null: not kept. */
  setBy: z.string().nullable(),
  /** Its last characters. */
  hint: z.string(),
});

const states = {
  /** `environment`: a variable gives it, and the page cannot change it. `none`: not set up. */
  origin: z.enum(['environment', 'stored', 'none']),
  /** Null: none is set, or a variable holds it. */
  secret: secretStatusSchema.nullable(),
  changedAt: z.string().nullable(),
};

export const signInSettingsSchema = z.object({
  github: z.object({
    ...states,
    settings: githubSettingsSchema.nullable(),
    /** What is entered at GitHub as the callback address. */
    callbackUrl: z.string(),
  }),
  oidc: z.object({
    ...states,
    settings: oidcSettingsSchema.nullable(),
    /** What is entered at the provider as the redirect address. */
    callbackUrl: z.string(),
  }),
  smtp: z.object({ ...states, settings: smtpSettingsSchema.nullable() }),
});
export type SignInSettings = z.infer<typeof signInSettingsSchema>;

export const signInSettingInputSchema = z.object({ name: signInSettingNameSchema });

/** What trying it out found; `smtp` sends a mail to whoever asks. */
export const signInSettingTestSchema = z.object({
  works: z.boolean(),
  /** One sentence. */
  message: z.string(),
  remedy: z.string().nullable(),
});
export type SignInSettingTest = z.infer<typeof signInSettingTestSchema>;
