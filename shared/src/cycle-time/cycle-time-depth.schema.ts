import { z } from 'zod';
import { pullRequestFilterSchema } from '../pull-requests/pull-requests.schema.ts';
import { compareDimensions } from './compare.terms.ts';
import {
  bucketSizeSchema,
  clockSchema,
  cycleTimeInputSchema,
  cycleTimeMetricSchema,
  durationSummarySchema,
  shownBucketSchema,
  withheldSchema,
} from './cycle-time.schema.ts';

/** Figures of some durations, in seconds, as a caller may see them. Withheld: everything else is null. */
export const shownFiguresSchema = z.object({
  n: z.number().nullable(),
  p50: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
  mean: z.number().nullable(),
  interval80: z.tuple([z.number(), z.number()]).nullable(),
  censored: z.number().nullable(),
  isKaplanMeier: z.boolean(),
  withheld: withheldSchema.nullable(),
});
export type ShownFigures = z.infer<typeof shownFiguresSchema>;

const changeSchema = z.enum(['shorter', 'longer']).nullable();

/** One metric by one clock: what the overview has of its own metric, and nothing else. */
export const durationsSchema = z.object({
  metric: cycleTimeMetricSchema,
  clock: clockSchema,
  buckets: z.array(shownBucketSchema),
  summary: durationSummarySchema,
  previous: z.object({ buckets: z.array(shownBucketSchema), summary: durationSummarySchema }),
  /** Of what is left out, the names of the rules that count it apart (B14). */
  apart: z.array(z.string()),
  /** Who made those rules, by the rule's name; without rules of unknown makers, and empty for who does not see everybody. */
  makers: z.record(z.string(), z.string()),
});
export type Durations = z.infer<typeof durationsSchema>;

/** Without a clock each stage has its own (B13). */
export const stageTrendsInputSchema = z.object({
  filter: pullRequestFilterSchema,
  bucket: bucketSizeSchema.default('week'),
  clock: clockSchema.optional(),
});
export type StageTrendsInput = z.infer<typeof stageTrendsInputSchema>;

/** Every stage at once, in the order of a change's life. */
export const stageTrendsSchema = z.object({
  zone: z.string(),
  now: z.string(),
  stages: z.array(durationsSchema),
});
export type StageTrends = z.infer<typeof stageTrendsSchema>;

const pickupShareSchema = z.object({
  seconds: z.number(),
  /** 0..1; null: too few, or nobody was watched for so long. */
  share: z.number().nullable(),
  /** 95 %, pointwise. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  atRisk: z.number(),
});

export const pickupCurveInputSchema = z.object({
  filter: pullRequestFilterSchema,
  clock: clockSchema.default('work'),
  /** Hours whose share is asked for. */
  hours: z.array(z.number().positive().max(2000)).max(12).default([1, 2, 4, 8, 24, 48, 72]),
});
export type PickupCurveInput = z.infer<typeof pickupCurveInputSchema>;

/** Of those that became ready in the period. Null: withheld, or too few. */
const curveSchema = z.object({
  n: z.number().nullable(),
  pickedUp: z.number().nullable(),
  endedWithout: z.number().nullable(),
  waiting: z.number().nullable(),
  median: z.number().nullable(),
  points: z.array(pickupShareSchema.extend({ lost: z.number() })),
  within: z.array(pickupShareSchema),
  withheld: withheldSchema.nullable(),
});
export type ShownPickupCurve = z.infer<typeof curveSchema>;

export const pickupCurveSchema = z.object({
  clock: clockSchema,
  current: curveSchema,
  previous: curveSchema,
});
export type PickupCurveAnswer = z.infer<typeof pickupCurveSchema>;

export const weeklyPatternInputSchema = z.object({
  filter: pullRequestFilterSchema,
  clock: clockSchema.default('work'),
  /** IANA zone. Absent: the work calendar's. */
  zone: z.string().max(64).optional(),
});
export type WeeklyPatternInput = z.infer<typeof weeklyPatternInputSchema>;

export const weeklyPatternSchema = z.object({
  zone: z.string(),
  clock: clockSchema,
  /** 168, Monday 00:00 first. Null counts: withheld. */
  cells: z.array(
    z.object({
      ready: z.number().nullable(),
      reviewed: z.number().nullable(),
      pickup: z.number().nullable(),
      pickedUp: z.number().nullable(),
    }),
  ),
  /** Over all cells, for the sentence. Null: withheld. */
  ready: z.number().nullable(),
  reviewed: z.number().nullable(),
});
export type WeeklyPattern = z.infer<typeof weeklyPatternSchema>;

export const compareInputSchema = cycleTimeInputSchema.extend({
  by: z.enum(compareDimensions).default('repository'),
});
export type CompareInput = z.infer<typeof compareInputSchema>;

/** The largest values first by n; at most as many as are shown. */
export const comparisonSchema = z.object({
  metric: cycleTimeMetricSchema,
  clock: clockSchema,
  by: z.enum(compareDimensions),
  values: z.array(
    z.object({
      key: z.string(),
      now: shownFiguresSchema,
      before: shownFiguresSchema,
      change: changeSchema,
      /** Medians by bucket of the period; null: too few, or withheld. */
      medians: z.array(z.number().nullable()),
    }),
  ),
  /** How many values there are. */
  total: z.number(),
  buckets: z.array(z.string()),
});
export type Comparison = z.infer<typeof comparisonSchema>;

const kindSchema = z.object({
  repository: z.string(),
  size: z.string(),
  authorClass: z.string(),
  nBefore: z.number(),
  nNow: z.number(),
  /** Null: none then. */
  meanBefore: z.number().nullable(),
  meanNow: z.number().nullable(),
  mix: z.number(),
  speed: z.number(),
  onlyNow: z.number(),
  onlyBefore: z.number(),
});
export type ChangedKind = z.infer<typeof kindSchema>;

/** All in seconds; the parts add up to the shift of the mean exactly (B0.4). */
export const whatChangedSchema = z.object({
  metric: cycleTimeMetricSchema,
  clock: clockSchema,
  before: z.object({ from: z.string(), to: z.string() }),
  /** Null: one of the periods is empty, or it is withheld. */
  shift: z
    .object({
      nBefore: z.number(),
      nNow: z.number(),
      meanBefore: z.number(),
      meanNow: z.number(),
      shift: z.number(),
      mix: z.number(),
      speed: z.number(),
      onlyNow: z.number(),
      onlyBefore: z.number(),
      /** The mix by one property at a time; these do not add up to `mix`. */
      mixBy: z.object({ repository: z.number(), size: z.number(), authorClass: z.number() }),
      /** Largest contribution first. */
      kinds: z.array(kindSchema),
      kindsTotal: z.number(),
      /** What the kinds add that are kept back, since too few people stand behind each. */
      keptBack: z.number(),
    })
    .nullable(),
  /** Humans' pull requests of the two periods; null: withheld. */
  nBefore: z.number().nullable(),
  nNow: z.number().nullable(),
  withheld: withheldSchema.nullable(),
});
export type WhatChangedAnswer = z.infer<typeof whatChangedSchema>;

export const turnaroundInputSchema = z.object({
  filter: pullRequestFilterSchema,
  bucket: bucketSizeSchema.default('week'),
  clock: clockSchema.default('work'),
});
export type TurnaroundInput = z.infer<typeof turnaroundInputSchema>;

const turnFiguresSchema = shownFiguresSchema.extend({
  waiting: z.number().nullable(),
  lost: z.number().nullable(),
});
export type ShownTurns = z.infer<typeof turnFiguresSchema>;

/** How long requests for a review wait for their answer (B5). */
export const turnaroundSchema = z.object({
  zone: z.string(),
  now: z.string(),
  clock: clockSchema,
  buckets: z.array(
    turnFiguresSchema.extend({ start: z.string(), end: z.string(), isPartial: z.boolean() }),
  ),
  summary: turnFiguresSchema,
  previous: turnFiguresSchema,
  /** By name. Null: the caller sees nobody one by one. */
  reviewers: z
    .array(z.object({ name: z.string(), isTeam: z.boolean(), figures: turnFiguresSchema }))
    .nullable(),
  /** Unanswered now, longest wait first. Null: the caller sees nobody one by one. */
  open: z
    .array(
      z.object({
        id: z.string(),
        repository: z.string(),
        number: z.number(),
        title: z.string(),
        reviewer: z.string(),
        requestedAt: z.string(),
        waitedSeconds: z.number(),
      }),
    )
    .nullable(),
  openTotal: z.number().nullable(),
});
export type Turnaround = z.infer<typeof turnaroundSchema>;

export const reworkInputSchema = z.object({
  filter: pullRequestFilterSchema,
  bucket: bucketSizeSchema.default('week'),
  clock: clockSchema.default('wall'),
});
export type ReworkInput = z.infer<typeof reworkInputSchema>;

const cyclesSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** Null where it is withheld. */
const reworkFiguresSchema = z
  .object({
    n: z.number(),
    cycles: cyclesSchema,
    unreviewed: z.number(),
    longWithOne: z.number(),
    approved: z.number(),
    reworked: z.number(),
    rework: shownFiguresSchema,
    firstApproval: shownFiguresSchema,
    finalApproval: shownFiguresSchema,
    approvedTwice: z.number(),
    approvalStale: z.number(),
    overObjections: z.number(),
  })
  .nullable();
export type ShownRework = z.infer<typeof reworkFiguresSchema>;

export const listedPullRequestSchema = z.object({
  id: z.string(),
  repository: z.string(),
  number: z.number(),
  title: z.string(),
  author: z.string().nullable(),
  at: z.string(),
  size: z.number(),
});
export type ListedPullRequest = z.infer<typeof listedPullRequestSchema>;

export const reworkSchema = z.object({
  zone: z.string(),
  now: z.string(),
  clock: clockSchema,
  buckets: z.array(
    z.object({
      start: z.string(),
      isPartial: z.boolean(),
      n: z.number().nullable(),
      cycles: cyclesSchema.nullable(),
    }),
  ),
  summary: reworkFiguresSchema,
  previous: reworkFiguresSchema,
});
export type Rework = z.infer<typeof reworkSchema>;

/** Lists behind counts of the page. */
export const behindInputSchema = cycleTimeInputSchema.extend({
  behind: z.discriminatedUnion('kind', [
    /** Left out by the rule or class of this name (B1, B14). */
    z.object({ kind: z.literal('excluded'), name: z.string().max(200) }),
    z.object({ kind: z.literal('approval-stale') }),
    z.object({ kind: z.literal('over-objections') }),
  ]),
});
export type BehindInput = z.infer<typeof behindInputSchema>;

/** Latest first. */
export const behindSchema = z.object({
  items: z.array(listedPullRequestSchema),
  total: z.number(),
});
export type Behind = z.infer<typeof behindSchema>;
