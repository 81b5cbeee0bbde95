import { z } from 'zod';
import { authorClasses } from './author-class.rules.ts';
import { sizeClasses } from './size-class.ts';
import { sortableColumns } from './sortable-columns.ts';
import { tiers } from './tier.ts';

export const authorClassSchema = z.enum(authorClasses);
export const pullRequestStateSchema = z.enum(['open', 'merged', 'closed']);
export const reviewGradeSchema = z.enum([
  'emergency',
  'bot-auto',
  'unreviewed',
  'approved-silent',
  'discussed',
]);

/** Calendar day, `2026-03-01`. */
export const daySchema = z.iso.date('A day is written 2026-03-01');

/**
 * Which pull requests a screen is about. `[from, to)` in whole days, in the zone of the answer.
 * Empty lists mean "all".
 */
export const pullRequestFilterSchema = z
  .object({
    from: daySchema,
    to: daySchema,
    /** Repository node ids. */
    repositories: z.array(z.string()).default([]),
    /** Logins. */
    authors: z.array(z.string()).default([]),
    baseBranches: z.array(z.string()).default([]),
    labels: z.array(z.string()).default([]),
    /** Teams whose members are the authors, as `slug` or `organisation/slug`. */
    teams: z.array(z.string().max(300)).max(100).optional(),
    sizes: z.array(z.enum(sizeClasses)).max(5).optional(),
    tiers: z.array(z.enum(tiers)).max(3).optional(),
    /** Written with an AI agent or not. Absent: both. */
    aiAssisted: z.boolean().optional(),
    /** Who is counted. Absent: people alone (B1). */
    authorClasses: z.array(authorClassSchema).max(5).optional(),
  })
  .refine((filter) => filter.from < filter.to, {
    path: ['to'],
    error: 'The period ends before it begins: choose a day after "from".',
  });
export type PullRequestFilter = z.infer<typeof pullRequestFilterSchema>;

/** What can be chosen in the filter bar, most used first. */
export const filterChoicesSchema = z.object({
  repositories: z.array(z.object({ id: z.string(), repository: z.string() })),
  authors: z.array(z.string()),
  baseBranches: z.array(z.string()),
  labels: z.array(z.string()),
  /** By name; `handle` is what the filter takes. */
  teams: z.array(z.object({ handle: z.string(), name: z.string() })),
  /** First and last day that any pull request falls on; null when there is none. */
  firstDay: daySchema.nullable(),
  lastDay: daySchema.nullable(),
});
export type FilterChoices = z.infer<typeof filterChoicesSchema>;

/** One line of the table: the export's columns for people. Durations in seconds; null: not known or not reached. */
export const pullRequestListItemSchema = z.object({
  id: z.string(),
  repository: z.string(),
  number: z.number(),
  title: z.string(),
  url: z.string(),
  /** Null: a deleted account. */
  author: z.string().nullable(),
  authorClass: authorClassSchema,
  state: pullRequestStateSchema,
  isDraft: z.boolean(),
  baseBranch: z.string(),
  createdAt: z.string(),
  readyAt: z.string().nullable(),
  firstReviewAt: z.string().nullable(),
  mergedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  deployedAt: z.string().nullable(),
  codingSeconds: z.number().nullable(),
  pickupSeconds: z.number().nullable(),
  pickupWorkSeconds: z.number().nullable(),
  firstResponseSeconds: z.number().nullable(),
  reviewSeconds: z.number().nullable(),
  mergeWaitSeconds: z.number().nullable(),
  reviewCycleSeconds: z.number().nullable(),
  timeToMergeSeconds: z.number().nullable(),
  mergeToProductionSeconds: z.number().nullable(),
  leadTimeSeconds: z.number().nullable(),
  draftSeconds: z.number().nullable(),
  parkedSeconds: z.number(),
  reworkCycles: z.number().nullable(),
  reviewers: z.number(),
  comments: z.number(),
  commits: z.number(),
  size: z.number(),
  reviewGrade: reviewGradeSchema.nullable(),
  flags: z.array(z.string()),
});
export type PullRequestListItem = z.infer<typeof pullRequestListItemSchema>;

export const pullRequestListInputSchema = z.object({
  filter: pullRequestFilterSchema,
  /** Which instant must lie in the period. */
  by: z.enum(['mergedAt', 'createdAt']).default('mergedAt'),
  /** Words of the title, a number, a login or a repository. */
  search: z.string().trim().max(200).default(''),
  sort: z.enum(sortableColumns).default('mergedAt'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  /** Rows to skip: the next page's is the answer's `nextCursor`. */
  cursor: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(200),
});
export type PullRequestListInput = z.infer<typeof pullRequestListInputSchema>;

export const pullRequestListSchema = z.object({
  items: z.array(pullRequestListItemSchema),
  total: z.number(),
  nextCursor: z.number().nullable(),
});
export type PullRequestList = z.infer<typeof pullRequestListSchema>;

/** One event that made a number, or was left out of it. */
export const receiptStepSchema = z.object({
  /** ISO instant; null for a step that is no event. */
  at: z.string().nullable(),
  text: z.string(),
  effect: z.enum(['start', 'end', 'subtracted', 'ignored', 'info']),
  /** The rule applied, e.g. `B4.1`. */
  rule: z.string(),
  /** Where it can be seen on GitHub; null where it has no page. */
  url: z.string().nullable(),
});
export type ReceiptStep = z.infer<typeof receiptStepSchema>;

export const receiptSchema = z.object({
  metric: z.string(),
  label: z.string(),
  unit: z.enum(['seconds', 'count', 'lines', 'points', 'grade', 'words']),
  /** Seconds, a count, points, a grade's name or words; null: not known, and `whyNull` says why. */
  value: z.union([z.number(), z.string(), z.null()]),
  clock: z.enum(['wall', 'work']).nullable(),
  rule: z.string(),
  steps: z.array(receiptStepSchema),
  arithmetic: z.string().nullable(),
  whyNull: z.string().nullable(),
});
export type Receipt = z.infer<typeof receiptSchema>;

export const timelineSegmentSchema = z.object({
  kind: z.enum(['draft', 'waiting', 'in_review', 'approved', 'parked']),
  from: z.string(),
  to: z.string(),
});
export type TimelineSegment = z.infer<typeof timelineSegmentSchema>;

export const timelineMarkerSchema = z.object({
  kind: z.enum([
    'opened',
    'commit',
    'force_push',
    'ready',
    'draft',
    'review_requested',
    'approved',
    'changes_requested',
    'commented',
    'dismissed',
    'comment',
    'closed',
    'reopened',
    'merged',
    'deployed',
  ]),
  at: z.string(),
  /** Plain words: `Mira approved`. */
  text: z.string(),
  actor: z.string().nullable(),
});
export type TimelineMarker = z.infer<typeof timelineMarkerSchema>;

export const pullRequestDetailSchema = z.object({
  pullRequest: pullRequestListItemSchema,
  additions: z.number(),
  deletions: z.number(),
  changedFiles: z.number(),
  labels: z.array(z.object({ name: z.string(), color: z.string().nullable() })),
  definitionVersion: z.number(),
  /** The life of the pull request, drawn to scale: segments tile `[from, to)`. */
  timeline: z.object({
    from: z.string(),
    to: z.string(),
    /** False: it is still open, and `to` is now. */
    isFinished: z.boolean(),
    segments: z.array(timelineSegmentSchema),
    markers: z.array(timelineMarkerSchema),
    offHours: z.array(z.object({ from: z.string(), to: z.string() })),
    zone: z.string(),
  }),
  receipts: z.array(receiptSchema),
});
export type PullRequestDetail = z.infer<typeof pullRequestDetailSchema>;
