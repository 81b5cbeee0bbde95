import { z } from 'zod';
import { clockSchema, cycleTimeMetricSchema } from '../cycle-time/cycle-time.schema.ts';
import { assignableClasses, authorClasses } from '../pull-requests/author-class.rules.ts';
import { exclusionEffects } from '../pull-requests/exclusion.rules.ts';
import { tiers } from '../pull-requests/tier.ts';
import { definitionSettingsSchema, workCalendarSchema } from './definitions.schema.ts';

const classSchema = z.enum(authorClasses);

export const revisionStates = ['deriving', 'active', 'superseded', 'failed', 'cancelled'] as const;

/** A change of the settings. Revision 0 is a fresh installation; it has no instants. */
export const revisionSchema = z.object({
  revision: z.number(),
  note: z.string().nullable(),
  state: z.enum(revisionStates),
  createdAt: z.string().nullable(),
  /** The name of who proposed it, as it was then. Null: nobody is known. */
  createdBy: z.string().nullable(),
  /** When its numbers came into force. Null: they never did. */
  activatedAt: z.string().nullable(),
  /** What differs from the settings in force before it, each a sentence without its stop. */
  changes: z.array(z.string()),
  /** Why its numbers could not be worked out. Null: they could, or nobody tried. */
  error: z.string().nullable(),
});
export type Revision = z.infer<typeof revisionSchema>;

/** Work on new numbers; those that pages show are the old ones until it is done. */
export const derivationSchema = z.object({
  revision: z.number(),
  changes: z.array(z.string()),
  /** Pull requests worked out so far, and how many there are. Null: not counted yet. */
  done: z.number(),
  total: z.number().nullable(),
  startedAt: z.string().nullable(),
  progressAt: z.string().nullable(),
  /** Pull requests per second since it began, and seconds left at that rate. Null: too early to say. */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
});
export type Derivation = z.infer<typeof derivationSchema>;

export const definitionsOverviewSchema = z.object({
  definitionVersion: z.number(),
  /** Of the settings that the numbers follow now. */
  revision: z.number(),
  /** The newest revision there is, whatever became of it: what a change is based on. */
  latestRevision: z.number(),
  settings: definitionSettingsSchema,
  /** Those that numbers are being worked out by: a further change starts from them. Null: none are. */
  pending: definitionSettingsSchema.nullable(),
  /** True: logins and repositories in rules, and notes, are left out for this caller. */
  areNamesWithheld: z.boolean(),
  /** In force: the one that was set, or that of a fresh installation. */
  calendar: workCalendarSchema,
  derivation: derivationSchema.nullable(),
  /** The newest revision, when its numbers could not be worked out. */
  failure: revisionSchema.nullable(),
  /** Newest first; ends with revision 0 when all are listed. */
  history: z.array(revisionSchema),
});
export type DefinitionsOverview = z.infer<typeof definitionsOverviewSchema>;

export const classReasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('deleted') }),
  z.object({ kind: z.literal('entry'), pattern: z.string() }),
  z.object({ kind: z.literal('ai-reviewer'), login: z.string() }),
  z.object({ kind: z.literal('github-bot') }),
  z.object({ kind: z.literal('ending'), ending: z.string() }),
  z.object({ kind: z.literal('organization') }),
  z.object({ kind: z.literal('person') }),
]);

export const classifiedAccountSchema = z.object({
  id: z.string(),
  login: z.string(),
  avatarUrl: z.string().nullable(),
  authorClass: classSchema,
  reason: classReasonSchema,
  /** Pull requests opened and reviews given, over all that is stored. */
  pullRequests: z.number(),
  reviews: z.number(),
});
export type ClassifiedAccount = z.infer<typeof classifiedAccountSchema>;

export const accountsInputSchema = z.object({
  search: z.string().trim().max(100).default(''),
  authorClass: z.enum(assignableClasses).nullable().default(null),
});
export type AccountsInput = z.infer<typeof accountsInputSchema>;

/** The busiest first; `total` says how many fit, `counts` how many of each class fit the search alone. */
export const accountsAnswerSchema = z.object({
  accounts: z.array(classifiedAccountSchema),
  total: z.number(),
  counts: z.partialRecord(classSchema, z.number()),
});
export type AccountsAnswer = z.infer<typeof accountsAnswerSchema>;

export const changedAccountSchema = classifiedAccountSchema
  .pick({ id: true, login: true, avatarUrl: true, pullRequests: true, reviews: true })
  .extend({ from: classSchema, to: classSchema });
export type ChangedAccount = z.infer<typeof changedAccountSchema>;

/** A median of the days before now: as it is and as it would be. Seconds; null: fewer than 5 pull requests. */
export const changedMedianSchema = z.object({
  metric: cycleTimeMetricSchema,
  clock: clockSchema,
  nowSeconds: z.number().nullable(),
  nowN: z.number(),
  thenSeconds: z.number().nullable(),
  thenN: z.number(),
});
export type ChangedMedian = z.infer<typeof changedMedianSchema>;

const exampleSchema = z.object({
  id: z.string(),
  repository: z.string(),
  number: z.number(),
  title: z.string(),
});

/** What a rule finds among the open pull requests and those merged in the days before now, the latest as examples (B14). */
export const excludedByRuleSchema = z.object({
  name: z.string(),
  effect: z.enum(exclusionEffects),
  pullRequests: z.number(),
  /** Those of them that are open. */
  open: z.number(),
  examples: z.array(exampleSchema),
});
export type ExcludedByRule = z.infer<typeof excludedByRuleSchema>;

const countsByTierSchema = z.object({ light: z.number(), standard: z.number(), deep: z.number() });

/** Of people's pull requests merged in the days before now: how many ask for which review now, and then (B10). */
export const tiersPreviewSchema = z.object({
  counted: z.number(),
  before: countsByTierSchema,
  after: countsByTierSchema,
  /** Those that would ask for another one; the latest as examples. */
  moved: z.number(),
  examples: z.array(exampleSchema.extend({ from: z.enum(tiers), to: z.enum(tiers) })),
});
export type TiersPreview = z.infer<typeof tiersPreviewSchema>;

/** Of the same: how many show signs of an AI agent now, and then. */
export const aiSignsPreviewSchema = z.object({
  counted: z.number(),
  before: z.number(),
  after: z.number(),
  turned: z.number(),
  examples: z.array(exampleSchema.extend({ isAssisted: z.boolean() })),
});
export type AiSignsPreview = z.infer<typeof aiSignsPreviewSchema>;

export const previewSchema = z.object({
  changes: z.array(z.string()),
  /** Busiest first; at most 100, `accountsChanged` says how many there are. */
  accounts: z.array(changedAccountSchema),
  accountsChanged: z.number(),
  /** What all changed accounts together take out of the human numbers, and bring into them. */
  leaving: z.object({ pullRequests: z.number(), reviews: z.number() }),
  joining: z.object({ pullRequests: z.number(), reviews: z.number() }),
  days: z.number(),
  /** Every rule of the settings, in their order. One that finds nothing has 0. */
  exclusions: z.array(excludedByRuleSchema),
  medians: z.array(changedMedianSchema),
  /** Null: complexity is added up as it is now. */
  tiers: tiersPreviewSchema.nullable(),
  /** Null: the signs are those of now. */
  aiSigns: aiSignsPreviewSchema.nullable(),
  /** Pull requests that the medians were worked out from, and how many there are: a sample when fewer. */
  sampled: z.number(),
  candidates: z.number(),
});
export type Preview = z.infer<typeof previewSchema>;

export const proposeInputSchema = z.object({
  settings: definitionSettingsSchema,
  note: z
    .string()
    .trim()
    .max(200, 'A note is shorter than 200 characters.')
    .regex(/^\P{Cc}*$/u, 'A note is one line of text.')
    .default(''),
  /** `latestRevision` as the change was begun: a change by somebody else since then is not overwritten. */
  basedOn: z.int32().min(0),
});
export type ProposeInput = z.infer<typeof proposeInputSchema>;
