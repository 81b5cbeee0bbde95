import { z } from 'zod';
import { repositoryNameAdvice, repositoryNamePattern } from './repository-name.ts';

/** What a token may read, each with the page that suffers when it may not. */
export const tokenAbilitySchema = z.object({
  ability: z.enum(['metadata', 'pull-requests', 'issues', 'deployments', 'contents', 'private']),
  /** `unknown`: GitHub only tells per repository, so it is known after repositories are chosen. */
  granted: z.enum(['yes', 'no', 'unknown']),
  /** One plain sentence: what can be read, or what is missing and which number that costs. */
  explanation: z.string(),
});
export type TokenAbility = z.infer<typeof tokenAbilitySchema>;

export const tokenRightsSchema = z.object({
  login: z.string(),
  kind: z.enum(['classic', 'fine-grained', 'unknown']),
  /** OAuth scopes of a classic token; null where GitHub does not list them. */
  scopes: z.array(z.string()).nullable(),
  /** ISO instant; null: does not expire, or GitHub does not say. */
  expiresAt: z.string().nullable(),
  abilities: z.array(tokenAbilitySchema),
});
export type TokenRights = z.infer<typeof tokenRightsSchema>;

export const connectInputSchema = z.object({
  token: z
    .string()
    .trim()
    .min(1, 'Paste a token. It looks like ghp_… (classic) or github_pat_… (fine-grained).')
    .max(500, 'A token is shorter than 500 characters: did something else get pasted?')
    .regex(/^[\x21-\x7e]+$/, 'A token has no spaces or line breaks: paste it alone.'),
  /** Address of the API; empty or absent: the server's default (github.com unless configured otherwise). */
  apiUrl: z.url('An address looks like https://github.example.com/api/v3').optional(),
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
  kind: z.enum(['token', 'sample']),
  apiUrl: z.string(),
  login: z.string().nullable(),
  /** Last characters of the token; null for the sample team. The token itself never leaves the server. */
  secretHint: z.string().nullable(),
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
    }),
  ),
});
export type ConnectionSummary = z.infer<typeof connectionSummarySchema>;
