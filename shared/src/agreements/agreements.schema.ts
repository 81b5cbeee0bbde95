import { z } from 'zod';
import { bucketSizeSchema, clockSchema, withheldSchema } from '../cycle-time/cycle-time.schema.ts';
import { metricBasisSchema } from '../sync-status/sync-status.schema.ts';
import { agreementMetrics } from './agreement.terms.ts';

const YEAR = 366 * 86_400;

const dayOfCentury = z.iso
  .date('Write a day, for example 2026-03-01.')
  .refine((day) => day >= '2000-01-01' && day < '2100-01-01', 'Write a day of this century.');

const targetShape = {
  metric: z.enum(agreementMetrics),
  clock: clockSchema,
  /** 0..1 */
  targetShare: z.number().min(0.01, 'Agree on at least 1 %.').max(1, 'More than all there is not.'),
  withinSeconds: z
    .number()
    .int()
    .min(60, 'A minute is the least.')
    .max(YEAR, 'A year is the most.'),
  headsUpShare: z
    .number()
    .min(0.05, 'Announce it after at least 5 % of the time.')
    .max(0.99, 'Announce it before the time is over.')
    .nullable(),
  /** Node ids; none: all. */
  repositoryIds: z.array(z.string().min(1).max(200)).max(200),
};

/** What people say of an agreement. */
export const agreementTextSchema = z.object({
  teamId: z.uuid(),
  title: z
    .string()
    .trim()
    .min(1, 'Say in a few words what you agreed on.')
    .max(120, 'Keep the title within 120 characters.'),
  ...targetShape,
  startsOn: dayOfCentury,
  note: z.string().trim().max(2_000, 'Keep the note within 2 000 characters.').nullable(),
});
export type AgreementText = z.infer<typeof agreementTextSchema>;

export const agreementPreviewInputSchema = z.object({ teamId: z.uuid(), ...targetShape });
export type AgreementPreviewInput = z.infer<typeof agreementPreviewInputSchema>;

const versioned = { agreementId: z.uuid(), basedOn: z.number().int().min(0) };

export const saveAgreementInputSchema = z.object({ ...versioned, text: agreementTextSchema });
export type SaveAgreementInput = z.infer<typeof saveAgreementInputSchema>;

export const endAgreementInputSchema = z.object({ ...versioned, endsOn: dayOfCentury });
export type EndAgreementInput = z.infer<typeof endAgreementInputSchema>;

export const agreeAnewInputSchema = z.object(versioned);
export type AgreeAnewInput = z.infer<typeof agreeAnewInputSchema>;

/** Null: withheld. */
const counted = z.number().int().nullable();

const progressShape = {
  n: counted,
  kept: counted,
  breached: counted,
  openBreached: counted,
  undecided: counted,
  withdrawn: counted,
  /** 0..1; null: nothing is decided, or withheld. */
  share: z.number().nullable(),
  interval80: z.tuple([z.number(), z.number()]).nullable(),
  isKept: z.boolean().nullable(),
  withheld: withheldSchema.nullable(),
};
export const shownProgressSchema = z.object(progressShape);
export type ShownProgress = z.infer<typeof shownProgressSchema>;

export const progressWeekSchema = z.object({
  start: z.string(),
  end: z.string(),
  isPartial: z.boolean(),
  ...progressShape,
});
export type ProgressWeek = z.infer<typeof progressWeekSchema>;

const progressSchema = z.object({
  bucket: bucketSizeSchema,
  weeks: z.array(progressWeekSchema),
  whole: shownProgressSchema,
  /** Of the weeks that are over and in which anything is decided; `keptWeeks` of `judgedWeeks` reached the target. */
  keptWeeks: z.number().int(),
  judgedWeeks: z.number().int(),
});
export type AgreementProgressShown = z.infer<typeof progressSchema>;

export const agreementSchema = agreementTextSchema.extend({
  id: z.uuid(),
  team: z.string(),
  /** Of those named, the ones that the caller may see. */
  repositories: z.array(z.string()),
  endsOn: z.string().nullable(),
  createdBy: z.string(),
  createdAt: z.string(),
  version: z.number().int(),
  mayWrite: z.boolean(),
});
export type Agreement = z.infer<typeof agreementSchema>;

/** Whether the definitions are those that it was agreed on, and what changed since. */
export const definitionsThenSchema = z.object({
  isSame: z.boolean(),
  agreed: z.object({ definitionVersion: z.number().int(), settingsRevision: z.number().int() }),
  inForce: z.object({ definitionVersion: z.number().int(), settingsRevision: z.number().int() }),
  changes: z.array(z.string()),
});
export type DefinitionsThen = z.infer<typeof definitionsThenSchema>;

export const agreementsOverviewSchema = z.object({
  now: z.string(),
  zone: z.string(),
  items: z.array(
    z.object({
      agreement: agreementSchema,
      definitions: definitionsThenSchema,
      progress: progressSchema,
      /** Waiting beyond the time, and soon to be; null: withheld. */
      waitingBeyond: counted,
      headsUp: counted,
      basis: metricBasisSchema,
    }),
  ),
  /** Those for which the caller may agree on something. */
  teams: z.array(z.object({ id: z.uuid(), name: z.string() })),
  repositories: z.array(z.object({ id: z.string(), repository: z.string() })),
  /** Whether breaches are told one by one. */
  seesEach: z.boolean(),
});
export type AgreementsOverview = z.infer<typeof agreementsOverviewSchema>;

export const agreementPreviewSchema = progressSchema.extend({
  from: z.string(),
  to: z.string(),
  zone: z.string(),
  now: z.string(),
});
export type AgreementPreview = z.infer<typeof agreementPreviewSchema>;

export const breachSchema = z.object({
  id: z.string(),
  pullRequestId: z.string(),
  repository: z.string(),
  number: z.number().int(),
  title: z.string(),
  url: z.string(),
  /** Null: a deleted account. */
  author: z.string().nullable(),
  startedAt: z.string(),
  /** By the agreement's clock. */
  seconds: z.number(),
  isOpen: z.boolean(),
  /** Logins and `org/team`; empty: nobody in particular, or it is over. */
  waitsOn: z.array(z.string()),
});
export type Breach = z.infer<typeof breachSchema>;

export const breachesSchema = z.object({
  /** Those that still wait first, the longest first; then the latest. */
  breaches: z.array(breachSchema),
  total: z.number().int(),
  /** Still in time, the least time left first. */
  headsUp: z.array(breachSchema),
});
export type Breaches = z.infer<typeof breachesSchema>;
