import { z } from 'zod';
import { repositoryNameAdvice, repositoryNamePattern } from './repository-name.ts';

/** What can be read of GitHub, each by a right of its own. */
export const abilities = [
  'metadata',
  'pull-requests',
  'issues',
  'deployments',
  'contents',
  'workflow-runs',
  'teams',
  'private',
] as const;
export type Ability = (typeof abilities)[number];

/** What a token or an App may read, each with the page that suffers when it may not. */
export const tokenAbilitySchema = z.object({
  ability: z.enum(abilities),
  /** `unknown`: GitHub only tells per repository, so it is known after repositories are chosen. */
  granted: z.enum(['yes', 'no', 'unknown']),
  /** One plain sentence: what can be read, or what is missing and which number that costs. */
  explanation: z.string(),
});
export type TokenAbility = z.infer<typeof tokenAbilitySchema>;

export const tokenRightsSchema = z.object({
  login: z.string(),
  kind: z.enum(['classic', 'fine-grained', 'app', 'unknown']),
  /** OAuth scopes of a classic token; null where GitHub does not list them. */
  scopes: z.array(z.string()).nullable(),
  /** ISO instant; null: does not expire, or GitHub does not say. */
  expiresAt: z.string().nullable(),
  abilities: z.array(tokenAbilitySchema),
});
export type TokenRights = z.infer<typeof tokenRightsSchema>;

const apiUrlSchema = z.url({
  protocol: /^https?$/,
  error: 'An address looks like https://github.example.com/api/v3',
});

export const connectInputSchema = z.object({
  token: z
    .string()
    .trim()
    .min(1, 'Paste a token. It looks like ghp_… (classic) or github_pat_… (fine-grained).')
    .max(500, 'A token is shorter than 500 characters: did something else get pasted?')
    .regex(/^[\x21-\x7e]+$/, 'A token has no spaces or line breaks: paste it alone.'),
  /** Address of the API; empty or absent: the server's default (github.com unless configured otherwise). */
  apiUrl: apiUrlSchema.optional(),
});
export type ConnectInput = z.infer<typeof connectInputSchema>;

/** How far back a new repository is read, in months; null: all of it. */
export const historyMonthsSchema = z.union([
  z.literal(3),
  z.literal(6),
  z.literal(12),
  z.literal(24),
  z.null(),
]);
export type HistoryMonths = z.infer<typeof historyMonthsSchema>;

export const connectAppInputSchema = z.object({
  appId: z
    .string()
    .trim()
    .regex(
      /^(?:\d{1,12}|Iv[\w.]{4,40})$/,
      'An App’s number stands on its page on GitHub, like 123456.',
    ),
  /** PEM, as GitHub gave it for download. */
  privateKey: z
    .string()
    .trim()
    .min(1, 'Paste the private key that GitHub gave for download.')
    .max(20_000, 'A private key is shorter: did something else get pasted?'),
  apiUrl: apiUrlSchema.optional(),
  /** How far back its repositories are read, those included that are granted later. */
  historyMonths: historyMonthsSchema.default(12),
});
export type ConnectAppInput = z.infer<typeof connectAppInputSchema>;

/** A new token, or a new private key of the same App, for a connection that there is. */
export const replaceSecretInputSchema = z.object({
  connectionId: z.uuid(),
  secret: z
    .string()
    .trim()
    .min(1, 'Paste the new token or key.')
    .max(20_000, 'A secret is shorter: did something else get pasted?'),
});
export type ReplaceSecretInput = z.infer<typeof replaceSecretInputSchema>;

/** `generate`: the server makes one and shows it once. A text: the one that stands on GitHub. Null: there shall be none. */
export const webhookSecretInputSchema = z.object({
  connectionId: z.uuid(),
  secret: z.union([
    z.object({ generate: z.literal(true) }),
    z
      .string()
      .trim()
      .min(8, 'A secret has at least 8 characters.')
      .max(200, 'A secret has at most 200 characters.'),
    z.null(),
  ]),
});
export type WebhookSecretInput = z.infer<typeof webhookSecretInputSchema>;

/** What to enter in the webhook's form on GitHub. */
export const webhookSetupSchema = z.object({
  /** Shown this once; null: the person knows it, or there is none now. */
  secret: z.string().nullable(),
  address: z.string(),
  /** GitHub reaches no loopback address. */
  isAddressPublic: z.boolean(),
  /** By GitHub's names. */
  events: z.array(z.string()),
});
export type WebhookSetup = z.infer<typeof webhookSetupSchema>;

export const repositoryNameSchema = z
  .string()
  .trim()
  .regex(repositoryNamePattern, repositoryNameAdvice);

export const availableRepositorySchema = z.object({
  /** `owner/name` */
  repository: z.string(),
  isPrivate: z.boolean(),
  isArchived: z.boolean(),
  isFork: z.boolean(),
  isEmpty: z.boolean(),
  pushedAt: z.string().nullable(),
  /** Already chosen here or by another connection. */
  isAdded: z.boolean(),
});
export type AvailableRepository = z.infer<typeof availableRepositorySchema>;

export const availableRepositoriesSchema = z.object({
  repositories: z.array(availableRepositorySchema),
  /** True: GitHub has more than were listed; a search narrows it, and any owner/name can be typed. */
  truncated: z.boolean(),
});
export type AvailableRepositories = z.infer<typeof availableRepositoriesSchema>;

export const addRepositoriesInputSchema = z.object({
  connectionId: z.uuid(),
  repositories: z.array(repositoryNameSchema).min(1, 'Choose at least one repository.').max(200),
  historyMonths: historyMonthsSchema,
});
export type AddRepositoriesInput = z.infer<typeof addRepositoriesInputSchema>;

/** One entry per repository that could not be added; the others are added all the same. */
export const addRepositoriesResultSchema = z.object({
  added: z.array(z.string()),
  refused: z.array(z.object({ repository: z.string(), reason: z.string() })),
});
export type AddRepositoriesResult = z.infer<typeof addRepositoriesResultSchema>;

export const connectionSummarySchema = z.object({
  id: z.uuid(),
  kind: z.enum(['token', 'app', 'sample']),
  apiUrl: z.string(),
  /** Whose token it is, or which account installed the App. */
  login: z.string().nullable(),
  /** Null: no App. */
  appId: z.string().nullable(),
  /** Since when GitHub says that the App's installation is suspended or gone; null: it is not. */
  suspendedAt: z.string().nullable(),
  /** What tells the secret from others: the end of a token, the start of a key's fingerprint. Never more leaves the server. */
  secretHint: z.string().nullable(),
  /** When it was set, and by whom as they were called then; null: not kept. */
  secretSetAt: z.string().nullable(),
  secretSetBy: z.string().nullable(),
  /** Last characters of the webhook's secret; null: it has none of its own. */
  webhookSecretHint: z.string().nullable(),
  webhookSecretSetAt: z.string().nullable(),
  webhookSecretSetBy: z.string().nullable(),
  rights: tokenRightsSchema.nullable(),
  checkedAt: z.string().nullable(),
  createdAt: z.string(),
  repositories: z.array(
    z.object({
      id: z.string(),
      repository: z.string(),
      url: z.string(),
      isPrivate: z.boolean(),
      isArchived: z.boolean(),
      isEmpty: z.boolean(),
      historyFrom: z.string().nullable(),
      /** Found through an App's installation, not chosen by a person. */
      isDiscovered: z.boolean(),
      /** Since when GitHub shows it no more; null: it does. */
      inaccessibleSince: z.string().nullable(),
    }),
  ),
});
export type ConnectionSummary = z.infer<typeof connectionSummarySchema>;
