import { z } from 'zod';
import { workingHoursSchema } from '../definitions/definitions.schema.ts';

/** An account of a person. */
export const personAccountSchema = z.object({
  id: z.string(),
  login: z.string(),
  /** The name on its profile; null: none, or never read. */
  name: z.string().nullable(),
  avatarUrl: z.string().nullable(),
});

/** An address that commits of a person carry. */
export const personEmailSchema = z.object({
  email: z.string(),
  commits: z.number(),
  /** `github`: GitHub names one of the person's accounts as author. `person`: somebody here said so. */
  origin: z.enum(['github', 'person']),
});

export const personSummarySchema = z.object({
  id: z.uuid(),
  displayName: z.string(),
  accounts: z.array(personAccountSchema),
  emails: z.array(personEmailSchema),
  teams: z.array(z.object({ id: z.uuid(), name: z.string() })),
  /** First and last pull request opened or review given; null: none. */
  firstSeenAt: z.string().nullable(),
  lastSeenAt: z.string().nullable(),
  pullRequests: z.number(),
  reviews: z.number(),
});
export type PersonSummary = z.infer<typeof personSummarySchema>;

/** An address of commits that neither GitHub nor anybody here gave to a person (B1). */
export const unmappedEmailSchema = z.object({
  email: z.string(),
  commits: z.number(),
  lastSeenAt: z.string(),
  /** It belongs to a program, so nobody is to be found behind it. */
  isMachine: z.boolean(),
});
export type UnmappedEmail = z.infer<typeof unmappedEmailSchema>;

export const peopleOverviewSchema = z.object({
  /** By name. */
  people: z.array(personSummarySchema),
  /** By address, those of programs last. */
  unmapped: z.array(unmappedEmailSchema),
  /** Distinct commits of pull requests, and those of them that have nobody's address. */
  commits: z.number(),
  unmappedCommits: z.number(),
  /** Accounts of bots, reviewing machines and organisations: they are nobody. */
  otherAccounts: z.array(z.object({ login: z.string(), authorClass: z.string() })),
});
export type PeopleOverview = z.infer<typeof peopleOverviewSchema>;

export const mergeSuggestionSchema = z.object({
  people: z.array(z.object({ id: z.uuid(), displayName: z.string(), logins: z.array(z.string()) })),
  emails: z.array(z.object({ email: z.string(), commits: z.number() })),
  evidence: z.array(z.string()),
  confidence: z.enum(['strong', 'fair', 'weak']),
  /** What dismissing it names. */
  pairs: z.array(z.string()),
});
export type MergeSuggestionView = z.infer<typeof mergeSuggestionSchema>;

const nameSchema = z
  .string()
  .trim()
  .min(1, 'Write a name.')
  .max(100, 'A name has at most 100 characters.')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is refused
  .regex(/^[^\u0000-\u001f\u007f]*$/, 'A name is one line of text.');
const someIdsSchema = z.array(z.uuid()).max(100);
const someEmailsSchema = z.array(z.string().trim().toLowerCase().min(1).max(320)).max(100);

export const mergeInputSchema = z.object({
  /** Who stays. */
  intoPersonId: z.uuid(),
  /** Whose accounts and addresses go there. */
  personIds: someIdsSchema,
  /** Addresses that belong to nobody yet. */
  emails: someEmailsSchema,
});
export type MergeInput = z.infer<typeof mergeInputSchema>;

export const splitInputSchema = z.object({
  personId: z.uuid(),
  /** Accounts that become a person of their own, together with the addresses. */
  accountIds: z.array(z.string().min(1).max(200)).max(100),
  /** Without an account beside them they become nobody's again. */
  emails: someEmailsSchema,
});
export type SplitInput = z.infer<typeof splitInputSchema>;

export const renameInputSchema = z.object({ personId: z.uuid(), displayName: nameSchema });

/** A database cannot hold every control character. */
const PRINTABLE = /^\P{Cc}*$/u;

export const dismissInputSchema = z.object({
  pairs: z.array(z.string().min(1).max(1_000).regex(PRINTABLE)).min(1).max(100),
  /** What was dismissed, in words, for the list of changes. */
  words: z.string().trim().max(300).regex(PRINTABLE, 'Write one line of text.'),
});
export type DismissInput = z.infer<typeof dismissInputSchema>;

/** One account or address that went from one person to another; null: nobody. */
const moveSchema = z.object({
  kind: z.enum(['account', 'email']),
  /** Account's id, or the address. */
  id: z.string(),
  label: z.string(),
  fromPersonId: z.string().nullable(),
  fromName: z.string().nullable(),
  toPersonId: z.string().nullable(),
  toName: z.string().nullable(),
});
export type PersonMove = z.infer<typeof moveSchema>;

const carriedRowsSchema = z.array(z.object({ id: z.string(), fromPersonId: z.string() }));

/** What went along with the accounts, so that it can go back: rows by id, and working times as they were. */
const carriedSchema = z.object({
  /** Who stays, and who went. */
  intoPersonId: z.string(),
  people: z.array(z.object({ id: z.string(), displayName: z.string() })),
  users: carriedRowsSchema,
  absences: carriedRowsSchema,
  notes: carriedRowsSchema,
  profiles: z.array(
    z.object({
      personId: z.string(),
      timeZone: z.string().nullable(),
      workingHours: workingHoursSchema.nullable(),
      holidayRegion: z.string().nullable().default(null),
      version: z.number(),
    }),
  ),
  /** The version that the merge gave the profile of who stays. Null: it left that alone. */
  versionAfter: z.number().nullable(),
});
export type Carried = z.infer<typeof carriedSchema>;

/** What a change was, as it is kept. Merging and splitting are both moves, so both are taken back alike. */
export const personChangeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('merge'),
    moves: z.array(moveSchema),
    /** Null: merged before such things were kept. */
    carried: carriedSchema.nullable().default(null),
  }),
  z.object({ kind: z.literal('split'), moves: z.array(moveSchema) }),
  z.object({
    kind: z.literal('rename'),
    personId: z.string(),
    before: z.string(),
    after: z.string(),
  }),
  z.object({ kind: z.literal('dismiss'), pairs: z.array(z.string()), words: z.string() }),
]);
export type PersonChange = z.infer<typeof personChangeSchema>;

export const personChangeViewSchema = z.object({
  id: z.uuid(),
  /** One sentence. */
  words: z.string(),
  changedAt: z.string(),
  /** The name of who did it, as it was then. Null: nobody is known. */
  changedBy: z.string().nullable(),
  /** Null: it holds, and can be taken back. */
  undoneAt: z.string().nullable(),
});
export type PersonChangeView = z.infer<typeof personChangeViewSchema>;

/** What could not go back where it was, in sentences. */
export const undoAnswerSchema = z.object({ done: z.literal(true), remarks: z.array(z.string()) });
export type UndoAnswer = z.infer<typeof undoAnswerSchema>;

export const teamNameSchema = nameSchema;
