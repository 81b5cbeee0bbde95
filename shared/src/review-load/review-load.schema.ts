import { z } from 'zod';
import { bucketSizeSchema } from '../cycle-time/cycle-time.schema.ts';
import { pullRequestFilterSchema } from '../pull-requests/pull-requests.schema.ts';
import { sizeClasses } from '../pull-requests/size-class.ts';
import { metricBasisSchema } from '../sync-status/sync-status.schema.ts';

export const reviewLoadInputSchema = z.object({
  filter: pullRequestFilterSchema,
  bucket: bucketSizeSchema.default('week'),
});
export type ReviewLoadInput = z.infer<typeof reviewLoadInputSchema>;

/** Why a number is not told: fewer than three people whom the caller may not see one by one stand behind it. */
const withheldSchema = z.literal('too-few-people').nullable();

/** Whose numbers somebody sees: those of people by name, their own beside the others' without names, or totals alone. */
export const sightWordSchema = z.enum(['names', 'own', 'totals']);
export type SightWord = z.infer<typeof sightWordSchema>;

/** A person as the caller may know them. `name` null: somebody whom they may not see one by one. */
export const personRefSchema = z.object({
  /** Stands for the person in further questions; of somebody unnamed it is of this answer alone. */
  key: z.string(),
  name: z.string().nullable(),
  login: z.string().nullable(),
  isYou: z.boolean(),
});
export type PersonRef = z.infer<typeof personRefSchema>;

/** Null throughout: nothing was reviewed, or it is withheld. Shares are 0..1. */
export const loadSummarySchema = z.object({
  withheld: withheldSchema,
  /** Distinct pull requests that were reviewed. */
  pullRequests: z.number().nullable(),
  effortMinutes: z.number().nullable(),
  /** Who reviewed, and who could have. */
  active: z.number().nullable(),
  eligible: z.number().nullable(),
  absenceFactor: z.number().nullable(),
  hhi: z.number().nullable(),
  effectiveReviewers: z.number().nullable(),
  gini: z.number().nullable(),
});
export type LoadSummary = z.infer<typeof loadSummarySchema>;

export const personLoadSchema = personRefSchema.extend({
  pullRequests: z.number(),
  effortMinutes: z.number(),
  share: z.number().nullable(),
  fairShare: z.number().nullable(),
  /** share / fairShare; 1 is fair. */
  loadIndex: z.number().nullable(),
  previousLoadIndex: z.number().nullable(),
  availableDays: z.number(),
});
export type ShownLoad = z.infer<typeof personLoadSchema>;

export const loadBucketSchema = z.object({
  start: z.string(),
  end: z.string(),
  isPartial: z.boolean(),
  withheld: withheldSchema,
  pullRequests: z.number().nullable(),
  active: z.number().nullable(),
  effectiveReviewers: z.number().nullable(),
  absenceFactor: z.number().nullable(),
});
export type LoadBucket = z.infer<typeof loadBucketSchema>;

export const reviewLoadOverviewSchema = z.object({
  definitionVersion: z.number(),
  zone: z.string(),
  now: z.string(),
  sight: sightWordSchema,
  summary: loadSummarySchema,
  previous: loadSummarySchema.extend({ from: z.string(), to: z.string() }),
  /** Those with a name by it, then the unnamed by their load. Null: single people are not told. */
  people: z.array(personLoadSchema).nullable(),
  buckets: z.array(loadBucketSchema),
  previousBuckets: z.array(loadBucketSchema),
  isSyncing: z.boolean(),
  basis: z.object({ reviews: metricBasisSchema, queue: metricBasisSchema }),
});
export type ReviewLoadOverview = z.infer<typeof reviewLoadOverviewSchema>;

/** When reviews are done, and who reviews whom. */
export const reviewPatternsSchema = z.object({
  /** Review acts by weekday (Monday first) and hour, each by the reviewer's own clock. Null: withheld. */
  hours: z.array(z.array(z.number())).nullable(),
  /** The caller's own; null: they have none, or it is not known who they are. */
  ownHours: z.array(z.array(z.number())).nullable(),
  /** Pull requests of an author that a reviewer reviewed. Null: single people are not told. */
  flows: z
    .array(z.object({ author: z.string(), reviewer: z.string(), pullRequests: z.number() }))
    .nullable(),
  /** Everybody in the flows. `others`: whoever may not be told by name, as one. `machines`: bots that wrote. */
  people: z.array(personRefSchema),
});
export type ReviewPatterns = z.infer<typeof reviewPatternsSchema>;

/** What waits, waits now: the filter without its period. Empty lists mean "all". */
export const queueInputSchema = z.object({
  repositories: pullRequestFilterSchema.shape.repositories,
  authors: pullRequestFilterSchema.shape.authors,
  baseBranches: pullRequestFilterSchema.shape.baseBranches,
  labels: pullRequestFilterSchema.shape.labels,
  teams: pullRequestFilterSchema.shape.teams,
});
export type QueueInput = z.infer<typeof queueInputSchema>;

export const queueItemSchema = z.object({
  id: z.string(),
  repository: z.string(),
  number: z.number(),
  title: z.string(),
  url: z.string(),
  author: z.string().nullable(),
  size: z.number(),
  minutes: z.number(),
  waitingSince: z.string(),
  /** Working time of the one who is asked; of a team, of the organisation. */
  workSeconds: z.number(),
  wallSeconds: z.number(),
});

/** What waits on somebody. */
export const queueOfPersonSchema = personRefSchema.extend({
  isTeam: z.boolean(),
  open: z.number(),
  minutes: z.number(),
  oldestWorkSeconds: z.number(),
  timeZone: z.string(),
  presence: z.string(),
  /** The longest wait first. */
  items: z.array(queueItemSchema),
});
export type QueueOfPerson = z.infer<typeof queueOfPersonSchema>;
export const reviewQueueSchema = z.object({
  now: z.string(),
  zone: z.string(),
  sight: sightWordSchema,
  /** Open requests of everybody, as far as they are looked at. Null: withheld. */
  open: z.number().nullable(),
  /** There are more, and so many of them, ready longest, are looked at. Null: all are. */
  cutAt: z.number().nullable(),
  /** By name. Null: single people are not told. */
  people: z.array(queueOfPersonSchema).nullable(),
  /** Ready pull requests that wait for a review and nobody was asked; the longest wait first. Null: not told one by one. */
  unasked: z
    .array(
      queueItemSchema.omit({ workSeconds: true, minutes: true }).extend({ minutes: z.number() }),
    )
    .nullable(),
});
export type ReviewQueue = z.infer<typeof reviewQueueSchema>;
export type QueueItem = z.infer<typeof queueItemSchema>;

export const concentrationSchema = z.object({
  absenceFactor: z.number().nullable(),
  effective: z.number().nullable(),
});

export const areaSchema = z.object({
  key: z.string(),
  repository: z.string(),
  name: z.string(),
  source: z.enum(['team-path', 'code-owners', 'folder']),
  withheld: withheldSchema,
  reviewed: z.number().nullable(),
  written: z.number().nullable(),
  reviewers: concentrationSchema,
  authors: concentrationSchema,
  /** By name; null: not told one by one. */
  people: z
    .array(
      personRefSchema.extend({
        reviewed: z.number(),
        minutes: z.number(),
        written: z.number(),
      }),
    )
    .nullable(),
});
export type ShownArea = z.infer<typeof areaSchema>;
export const reviewAreasSchema = z.object({
  /** Those with the most reviews and merges first. */
  areas: z.array(areaSchema),
  /** Areas beyond those listed. */
  more: z.number(),
  /** Pull requests that were looked at, and how many the period has. */
  looked: z.number(),
  total: z.number(),
});
export type ReviewAreas = z.infer<typeof reviewAreasSchema>;

export const whatIfInputSchema = z.object({
  filter: pullRequestFilterSchema,
  person: z.string().min(1).max(100),
  /** Days away, weekends included. */
  days: z.number().int().min(1).max(365).default(14),
});
export type WhatIfInput = z.infer<typeof whatIfInputSchema>;

export const whatIfSchema = z.object({
  person: personRefSchema,
  days: z.number(),
  /** Requests that wait on them now. */
  openRequests: z.number(),
  /** First reviews that they would give in so many days, at the pace of the period. */
  expectedFirstReviews: z.number(),
  looked: z.number(),
  total: z.number(),
  areas: z.array(
    z.object({
      key: z.string(),
      repository: z.string(),
      name: z.string(),
      /** First reviews in the period, theirs among them, and those that somebody else reviewed next. */
      n: z.number(),
      byPerson: z.number(),
      replaced: z.number(),
      othersLeft: z.number(),
      medianSeconds: z.number().nullable(),
      projectedSeconds: z.number().nullable(),
      interval80: z.tuple([z.number(), z.number()]).nullable(),
      trainees: z.array(
        personRefSchema.extend({
          written: z.number(),
          reviewed: z.number(),
          neighbour: z.object({ area: z.string(), reviewed: z.number() }).nullable(),
        }),
      ),
    }),
  ),
});
export type WhatIf = z.infer<typeof whatIfSchema>;

const shareSchema = z.number().min(0).max(1).nullable();
export const bandSchema = z.object({
  reviewShareFrom: shareSchema,
  reviewShareTo: shareSchema,
  codingShareFrom: shareSchema,
  codingShareTo: shareSchema,
});
export type Band = z.infer<typeof bandSchema>;

export const leadInputSchema = z.object({
  filter: pullRequestFilterSchema,
  bucket: bucketSizeSchema.default('week'),
  /** Null: the first team that the caller sees. */
  teamId: z.uuid().nullable().default(null),
});
export type LeadInput = z.infer<typeof leadInputSchema>;

const sharesSchema = z.object({
  /** Of the minutes of review on the team's pull requests, and of the team's merged ones. Null: there are none. */
  review: z.number().nullable(),
  coding: z.number().nullable(),
});
export const leadSharesSchema = z.object({
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
  team: z
    .object({
      id: z.string(),
      name: z.string(),
      /** Whose share it is; null: nobody has the role, and nobody was named. */
      lead: personRefSchema.nullable(),
      /** The person whom the team named; null: whoever has the role. */
      personId: z.string().nullable(),
      band: bandSchema,
      version: z.number(),
      mayChange: z.boolean(),
      members: z.array(z.object({ personId: z.string(), name: z.string() })),
      /** Null: a single person's numbers, which the caller may not see. */
      shares: z
        .object({
          now: sharesSchema,
          before: sharesSchema,
          buckets: z.array(
            sharesSchema.extend({
              start: z.string(),
              isPartial: z.boolean(),
              /** Null: one or two people whom the caller may not see stand behind the share. */
              reviewed: z.number().nullable(),
              merged: z.number().nullable(),
            }),
          ),
        })
        .nullable(),
    })
    .nullable(),
});
export type LeadShares = z.infer<typeof leadSharesSchema>;

const inOrder = (from: number | null, to: number | null) =>
  from === null || to === null || from <= to;
export const saveBandInputSchema = bandSchema
  .extend({
    teamId: z.uuid(),
    personId: z.uuid().nullable(),
    /** The version that was shown. */
    version: z.number().int().min(0),
  })
  .refine(({ reviewShareFrom, reviewShareTo }) => inOrder(reviewShareFrom, reviewShareTo), {
    path: ['reviewShareTo'],
    error: 'The band ends below where it begins.',
  })
  .refine(({ codingShareFrom, codingShareTo }) => inOrder(codingShareFrom, codingShareTo), {
    path: ['codingShareTo'],
    error: 'The band ends below where it begins.',
  });
export type SaveBandInput = z.infer<typeof saveBandInputSchema>;

/** One factor of a suggestion: 0..1, and what it stands on. */
const factorSchema = z.object({ value: z.number(), evidence: z.string() });
export const reviewerSuggestionSchema = z.object({
  key: z.string(),
  name: z.string(),
  login: z.string(),
  isAsked: z.boolean(),
  isAway: z.boolean(),
  score: z.number(),
  knows: factorSchema,
  room: factorSchema,
  atWork: factorSchema,
  spreads: factorSchema,
});
export type ReviewerSuggestion = z.infer<typeof reviewerSuggestionSchema>;
export const reviewerSuggestionsSchema = z.object({
  /** Null: it may be asked. Else why not, in a sentence. */
  why: z.string().nullable(),
  areas: z.array(z.string()),
  suggestions: z.array(reviewerSuggestionSchema),
});
export type ReviewerSuggestions = z.infer<typeof reviewerSuggestionsSchema>;

export const pullRequestIdSchema = z.object({ pullRequestId: z.string().min(1).max(200) });
export const requestReviewInputSchema = pullRequestIdSchema.extend({
  login: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*$/, 'A login has letters, digits and hyphens.')
    .max(60),
});
export type RequestReviewInput = z.infer<typeof requestReviewInputSchema>;

/** The pull requests behind a number. */
export const behindInputSchema = z.object({
  filter: pullRequestFilterSchema,
  /** Reviewed by them in the period; absent: by anybody. */
  reviewer: z.string().max(100).optional(),
  /** Written by them. */
  author: z.string().max(100).optional(),
  /** In this area. */
  area: z.string().max(1_000).optional(),
});
export type BehindInput = z.infer<typeof behindInputSchema>;
export const behindSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      repository: z.string(),
      number: z.number(),
      title: z.string(),
      author: z.string().nullable(),
      size: z.number(),
      sizeClass: z.enum(sizeClasses),
      /** Per reviewer. */
      minutes: z.number(),
      /** Distinct reviewers in the period whom the caller may know, and how many others. */
      reviewers: z.array(z.string()),
      otherReviewers: z.number(),
      reviewedAt: z.string(),
    }),
  ),
  total: z.number(),
  minutes: z.number(),
});
export type Behind = z.infer<typeof behindSchema>;
