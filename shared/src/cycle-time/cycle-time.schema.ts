import { z } from 'zod';
import {
  pullRequestFilterSchema,
  reviewGradeSchema,
} from '../pull-requests/pull-requests.schema.ts';
import { metricBasisSchema } from '../sync-status/sync-status.schema.ts';
import { bucketSizes, clocks, cycleTimeMetrics } from './cycle-time.terms.ts';

export const bucketSizeSchema = z.enum(bucketSizes);

export const clockSchema = z.enum(clocks);

export const cycleTimeMetricSchema = z.enum(cycleTimeMetrics);

export const cycleTimeInputSchema = z.object({
  filter: pullRequestFilterSchema,
  metric: cycleTimeMetricSchema.default('review-cycle'),
  bucket: bucketSizeSchema.default('week'),
  /** Elapsed time, or the part of it inside working hours (B13). */
  clock: clockSchema.default('wall'),
});
export type CycleTimeInput = z.infer<typeof cycleTimeInputSchema>;

/** C20. Durations in seconds. n < 5: percentiles and interval are null, and the dots speak (B0.6). */
export const durationBucketSchema = z.object({
  start: z.string(),
  end: z.string(),
  /** The bucket holds now: it is still filling. */
  isPartial: z.boolean(),
  n: z.number(),
  p50: z.number().nullable(),
  p75: z.number().nullable(),
  p90: z.number().nullable(),
  mean: z.number().nullable(),
  interval80: z.tuple([z.number(), z.number()]).nullable(),
  /** Pull requests whose stage had begun and was not finished when the bucket closed. */
  censored: z.number(),
  /** True: p50 is Kaplan–Meier's, since more than 10 % were censored (B4.5). */
  isKaplanMeier: z.boolean(),
  /** What is not counted: by the name of the rule that leaves it out (B14), else by the class of its author (B1). */
  excluded: z.record(z.string(), z.number()),
});
export type DurationBucket = z.infer<typeof durationBucketSchema>;

/** Why a total is not told: fewer people stand behind it than can hide each other from somebody who sees no single person. */
export const withheldSchema = z.enum(['too-few-people']);

/** A bucket as a caller may see it. Withheld: its counts are null too, since they are those few people's. */
export const shownBucketSchema = durationBucketSchema.extend({
  n: z.number().nullable(),
  /** Null: withheld, by itself or with the rest. */
  censored: z.number().nullable(),
  /** Null: nothing is withheld. */
  withheld: withheldSchema.nullable(),
});
export type ShownBucket = z.infer<typeof shownBucketSchema>;

export const durationSummarySchema = shownBucketSchema.omit({ isPartial: true });
export type DurationSummary = z.infer<typeof durationSummarySchema>;

/** Means over the pull requests that have all stages, so that they add up (B0.4). Null: none has. */
export const stageMeansSchema = z.object({
  start: z.string(),
  n: z.number(),
  codingSeconds: z.number().nullable(),
  pickupSeconds: z.number().nullable(),
  reviewSeconds: z.number().nullable(),
  mergeWaitSeconds: z.number().nullable(),
});
export type StageMeans = z.infer<typeof stageMeansSchema>;

export const shownStageMeansSchema = stageMeansSchema.extend({
  n: z.number().nullable(),
  withheld: withheldSchema.nullable(),
});
export type ShownStageMeans = z.infer<typeof shownStageMeansSchema>;

/** How complete and how fresh what stands behind the chart is. */
export const dataQualitySchema = z.object({
  /** The oldest of the repositories' completed reads; null: one was never completed. */
  dataAsOf: z.string().nullable(),
  /** Stored / GitHub's total over the pull requests of the chosen repositories, 0..1; null: not known yet. */
  coverage: z.number().nullable(),
  isSyncing: z.boolean(),
  /** Repositories whose last read failed, each with its reason in words. */
  problems: z.array(z.object({ repository: z.string(), message: z.string() })),
  /** What each part of the page stands on. */
  basis: z.object({
    /** The chosen metric: the line, the dots and the headline numbers. */
    metric: metricBasisSchema,
    stages: metricBasisSchema,
    grades: metricBasisSchema,
    waiting: metricBasisSchema,
    list: metricBasisSchema,
  }),
});
export type DataQuality = z.infer<typeof dataQualitySchema>;

/** Something that the team changed, to be marked on the charts. */
export const annotationSchema = z.object({ on: z.iso.date(), text: z.string() });
export type Annotation = z.infer<typeof annotationSchema>;

export const cycleTimeOverviewSchema = z.object({
  definitionVersion: z.number(),
  zone: z.string(),
  now: z.string(),
  metric: cycleTimeMetricSchema,
  clock: clockSchema,
  /** The instant that puts a pull request into a bucket, for the subtitle: `first review`, `merge` … (B0.1) */
  bucketedBy: z.string(),
  rule: z.string(),
  buckets: z.array(shownBucketSchema),
  summary: durationSummarySchema,
  /** The period of the same length right before. */
  previous: z.object({
    from: z.string(),
    to: z.string(),
    buckets: z.array(shownBucketSchema),
    summary: durationSummarySchema,
  }),
  stages: z.array(shownStageMeansSchema),
  stagesSummary: shownStageMeansSchema,
  stagesPrevious: shownStageMeansSchema,
  /** Within the period, earliest first. */
  annotations: z.array(annotationSchema),
  quality: dataQualitySchema,
});
export type CycleTimeOverview = z.infer<typeof cycleTimeOverviewSchema>;

export const scatterDotSchema = z.object({
  id: z.string(),
  repository: z.string(),
  number: z.number(),
  title: z.string(),
  author: z.string().nullable(),
  /** The instant that puts it into a bucket. */
  at: z.string(),
  seconds: z.number(),
  size: z.number(),
  reviewGrade: reviewGradeSchema.nullable(),
});
export type ScatterDot = z.infer<typeof scatterDotSchema>;

/** At most `limit` dots: the slowest ones always, the rest evenly; `total` says how many there are. */
export const scatterSchema = z.object({ dots: z.array(scatterDotSchema), total: z.number() });
export type Scatter = z.infer<typeof scatterSchema>;

/** An open pull request by a human that is ready, oldest wait first. */
export const waitingItemSchema = z.object({
  id: z.string(),
  repository: z.string(),
  number: z.number(),
  title: z.string(),
  url: z.string(),
  author: z.string().nullable(),
  size: z.number(),
  readyAt: z.string(),
  /** What it waits for: a first review, the author's answer to a change request, another look, or the merge. */
  waitsFor: z.enum(['first-review', 'author', 'review', 'merge']),
  waitingSince: z.string(),
  waitingSeconds: z.number(),
  /** Logins or `org/team` that it waits on; empty: nobody was asked. */
  waitsOn: z.array(z.string()),
});
export type WaitingItem = z.infer<typeof waitingItemSchema>;

export const waitingSchema = z.object({
  items: z.array(waitingItemSchema),
  /** Drafts are not waiting; this many are open. */
  openDrafts: z.number(),
  now: z.string(),
});
export type Waiting = z.infer<typeof waitingSchema>;

export const reviewCoverageItemSchema = z.object({
  id: z.string(),
  repository: z.string(),
  number: z.number(),
  title: z.string(),
  url: z.string(),
  author: z.string().nullable(),
  mergedAt: z.string(),
  size: z.number(),
  reviewGrade: reviewGradeSchema,
  hasPostMergeReview: z.boolean(),
});
export type ReviewCoverageItem = z.infer<typeof reviewCoverageItemSchema>;

const byGradeSchema = z.record(reviewGradeSchema, z.number()).nullable();

/**
 * Merged pull requests by grade (B11), by humans and bots; the list holds `unreviewed` and `emergency`, latest first.
 * Null: withheld, for fewer people stand behind it than can hide each other.
 */
export const reviewCoverageSchema = z.object({
  merged: z.number().nullable(),
  byGrade: byGradeSchema,
  previousByGrade: byGradeSchema,
  buckets: z.array(z.object({ start: z.string(), byGrade: byGradeSchema })),
  /** Null: the caller does not see pull requests one by one. */
  items: z.array(reviewCoverageItemSchema).nullable(),
});
export type ReviewCoverage = z.infer<typeof reviewCoverageSchema>;
