import { z } from 'zod';
import {
  annotationSchema,
  clockSchema,
  cycleTimeMetricSchema,
} from '../cycle-time/cycle-time.schema.ts';
import { metricBasisSchema } from '../sync-status/sync-status.schema.ts';
import { interventionMetrics, mostWeeks, rateMetrics } from './interventions.terms.ts';
import { verdicts } from './verdict.rules.ts';

export const interventionMetricSchema = z.enum(interventionMetrics);
export const verdictSchema = z.enum(verdicts);

const titleSchema = z
  .string()
  .trim()
  .min(1, 'Say in a few words what was changed.')
  .max(120, 'Keep the title within 120 characters.');

const daySchema = z.iso
  .date('Give a day as 2026-03-01.')
  .refine((day) => day >= '2000-01-01' && day < '2100-01-01', 'Give a day of this century.');

/** What people say of an intervention. */
export const interventionTextSchema = z
  .object({
    title: titleSchema,
    /** What was done and why, in markdown. Null: nothing was written. */
    description: z.string().trim().max(20_000, 'Keep it within 20 000 characters.').nullable(),
    /** Null: it concerns everybody. */
    teamId: z.uuid().nullable(),
    /** Node ids; none: all. */
    repositoryIds: z.array(z.string().min(1).max(200)).max(200),
    startedOn: daySchema,
    /** When it was wholly in place; null: at once. */
    settledOn: daySchema.nullable(),
    metric: interventionMetricSchema,
    /** Heard for durations alone. */
    clock: clockSchema,
  })
  .refine(({ startedOn, settledOn }) => settledOn === null || settledOn >= startedOn, {
    path: ['settledOn'],
    message: 'It cannot be in place before it began.',
  });
export type InterventionText = z.infer<typeof interventionTextSchema>;

export const saveInterventionInputSchema = z.object({
  interventionId: z.uuid(),
  /** The version that the changes were made to. */
  basedOn: z.number().int().nonnegative(),
  text: interventionTextSchema,
});
export type SaveInterventionInput = z.infer<typeof saveInterventionInputSchema>;

export const removeInterventionInputSchema = saveInterventionInputSchema.omit({ text: true });

/** Seconds; percentiles null below five (B0.6). `n` null: withheld. */
export const sideOfDurationsSchema = z.object({
  n: z.number().nullable(),
  p25: z.number().nullable(),
  p50: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
  interval80: z.tuple([z.number(), z.number()]).nullable(),
});
export type SideOfDurations = z.infer<typeof sideOfDurationsSchema>;

const withheldSchema = z.enum(['too-few-people']).nullable();

export const durationComparisonSchema = z.object({
  metric: cycleTimeMetricSchema,
  clock: clockSchema,
  before: sideOfDurationsSchema,
  after: sideOfDurationsSchema,
  /** Hodges–Lehmann, seconds, with its 95 % interval; below 0: it takes less time now. Null: fewer than five on a side. */
  shift: z.object({ shift: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Mann–Whitney: in what share of pairs the one after took less time, and p, two-sided. */
  test: z.object({ shareSmaller: z.number(), p: z.number() }).nullable(),
  verdict: verdictSchema,
  /** Null: nothing is withheld. */
  withheld: withheldSchema,
});
export type DurationComparison = z.infer<typeof durationComparisonSchema>;

const rateSchema = z.object({ events: z.number(), exposure: z.number() });

export const rateComparisonSchema = z.object({
  metric: z.enum(rateMetrics),
  before: rateSchema,
  after: rateSchema,
  /** After : before, with its exact 95 % interval. Null: nothing happened at all, or there was nothing for it to happen in. */
  ratio: z
    .object({
      ratio: z.number().nullable(),
      low: z.number(),
      high: z.number().nullable(),
      p: z.number(),
    })
    .nullable(),
  verdict: verdictSchema,
  withheld: withheldSchema,
});
export type RateComparison = z.infer<typeof rateComparisonSchema>;

const dayWindowSchema = z.object({ from: z.string(), to: z.string() });

export const chosenWindowsSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('compared'),
    weeks: z.number(),
    before: dayWindowSchema,
    rollout: dayWindowSchema.nullable(),
    after: dayWindowSchema,
  }),
  z.object({ state: z.enum(['planned', 'too-early']), fullWeekOn: z.string() }),
]);

/** Why the comparison may say more, or less, than the change did. */
export const caveatSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('trend-before'),
    /** Seconds a week, by which the weekly medians already moved (Theil–Sen). */
    secondsPerWeek: z.number(),
    weeks: z.number(),
    /** The shift that this alone would have brought, in seconds. */
    expectedShift: z.number(),
  }),
  z.object({ kind: z.literal('peak'), week: z.string(), p50: z.number(), usual: z.number() }),
  z.object({
    kind: z.literal('working-days'),
    before: z.number(),
    after: z.number(),
  }),
  z.object({ kind: z.literal('year-end'), side: z.enum(['before', 'after', 'both']) }),
  z.object({
    kind: z.literal('last-year'),
    /** The same two windows 52 weeks earlier. */
    p50Before: z.number(),
    p50After: z.number(),
    nBefore: z.number(),
    nAfter: z.number(),
  }),
  z.object({
    kind: z.literal('still-open'),
    metric: z.enum(['pickup', 'first-response']),
    side: z.enum(['before', 'after']),
    open: z.number(),
    finished: z.number(),
    /** Medians in seconds: of those that were answered, and with those still waiting (Kaplan–Meier; null: half never were). */
    raw: z.number().nullable(),
    kaplanMeier: z.number().nullable(),
  }),
  z.object({
    /** One or two people hidden from the caller stand behind what was still open: how much it was is withheld. */
    kind: z.literal('still-open-withheld'),
    metric: z.enum(['pickup', 'first-response']),
    side: z.enum(['before', 'after']),
  }),
  z.object({
    kind: z.literal('mix'),
    /** The change of the mean, and how much of it the mix of changes makes, in seconds. */
    total: z.number(),
    mix: z.number(),
    by: z.string(),
  }),
  z.object({
    kind: z.literal('overlap'),
    interventions: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        startedOn: z.string(),
        side: z.enum(['before', 'after']),
      }),
    ),
  }),
]);
export type Caveat = z.infer<typeof caveatSchema>;

export const interventionSchema = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string().nullable(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  repositories: z.array(z.object({ id: z.string(), name: z.string() })),
  startedOn: z.string(),
  settledOn: z.string().nullable(),
  metric: interventionMetricSchema,
  clock: clockSchema,
  origin: z.enum(['person', 'sample']),
  createdBy: z.string(),
  createdAt: z.string(),
  changedAt: z.string(),
  version: z.number(),
  /** Whether the caller may change it. */
  mayWrite: z.boolean(),
});
export type Intervention = z.infer<typeof interventionSchema>;

/** What an intervention was meant to move, compared: a duration or a rate. */
export const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('duration'), comparison: durationComparisonSchema }),
  z.object({ kind: z.literal('rate'), comparison: rateComparisonSchema }),
]);
export type Outcome = z.infer<typeof outcomeSchema>;

export const interventionsOverviewSchema = z.object({
  now: z.string(),
  zone: z.string(),
  items: z.array(
    z.object({
      intervention: interventionSchema,
      windows: chosenWindowsSchema,
      /** Null: nothing is compared yet. */
      outcome: outcomeSchema.nullable(),
    }),
  ),
  /** For the form: what the caller may say it of. */
  mayWrite: z.boolean(),
  mayWriteForEverybody: z.boolean(),
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
  repositories: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type InterventionsOverview = z.infer<typeof interventionsOverviewSchema>;

export const interventionEffectInputSchema = z.object({
  interventionId: z.uuid(),
  /** Absent: the one it was meant to move. */
  metric: interventionMetricSchema.optional(),
  clock: clockSchema.optional(),
  /** Of either side; absent: as many as there are, up to twelve. */
  weeks: z.number().int().min(1).max(mostWeeks).optional(),
});
export type InterventionEffectInput = z.infer<typeof interventionEffectInputSchema>;

export const effectWeekSchema = z.object({
  /** Days, half-open. */
  from: z.string(),
  to: z.string(),
  part: z.enum(['before', 'rollout', 'after']),
  /** Null: withheld. */
  n: z.number().nullable(),
  p50: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
  withheld: withheldSchema,
});
export type EffectWeek = z.infer<typeof effectWeekSchema>;

/** Weekly counts of events and of what they could have happened in. */
export const rateWeekSchema = z.object({
  from: z.string(),
  to: z.string(),
  part: z.enum(['before', 'rollout', 'after']),
  merged: z.number().nullable(),
  incidents: z.number(),
  deployments: z.number(),
  failed: z.number(),
});
export type RateWeek = z.infer<typeof rateWeekSchema>;

export const interventionEffectSchema = z.object({
  intervention: interventionSchema,
  definitionVersion: z.number(),
  now: z.string(),
  zone: z.string(),
  metric: interventionMetricSchema,
  clock: clockSchema,
  windows: chosenWindowsSchema,
  /** Null: nothing is compared yet. */
  outcome: outcomeSchema.nullable(),
  /** Seconds of each, at most 400 a side, evenly chosen from the ordered ones; null: the caller sees no single one, or it is a rate. */
  dots: z.object({ before: z.array(z.number()), after: z.array(z.number()) }).nullable(),
  /** Of the chosen duration; empty for a rate. */
  weeks: z.array(effectWeekSchema),
  rateWeeks: z.array(rateWeekSchema),
  durations: z.array(durationComparisonSchema),
  rates: z.array(rateComparisonSchema),
  caveats: z.array(caveatSchema),
  annotations: z.array(annotationSchema),
  basis: z.object({ metric: metricBasisSchema, rates: metricBasisSchema }),
});
export type InterventionEffect = z.infer<typeof interventionEffectSchema>;

const noteTextSchema = z
  .string()
  .trim()
  .min(1, 'Say what there is to know about this day.')
  .max(200, 'Keep the note within 200 characters.');

/** What people say of a day; null team: to everybody. */
export const chartNoteTextSchema = z.object({
  noteOn: daySchema,
  text: noteTextSchema,
  teamId: z.uuid().nullable(),
});
export type ChartNoteText = z.infer<typeof chartNoteTextSchema>;

export const saveChartNoteInputSchema = z.object({
  noteId: z.uuid(),
  basedOn: z.number().int().nonnegative(),
  note: chartNoteTextSchema,
});
export type SaveChartNoteInput = z.infer<typeof saveChartNoteInputSchema>;

export const removeChartNoteInputSchema = saveChartNoteInputSchema.omit({ note: true });

export const chartNoteSchema = z.object({
  id: z.string(),
  noteOn: z.string(),
  text: z.string(),
  team: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdBy: z.string(),
  version: z.number(),
  mayWrite: z.boolean(),
});
export type ChartNote = z.infer<typeof chartNoteSchema>;

/** The notes of a period, and for whom the caller may write one. */
export const chartNotesSchema = z.object({
  notes: z.array(chartNoteSchema),
  mayWriteForEverybody: z.boolean(),
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type ChartNotes = z.infer<typeof chartNotesSchema>;

export const chartNotesInputSchema = z.object({ from: daySchema, to: daySchema });
