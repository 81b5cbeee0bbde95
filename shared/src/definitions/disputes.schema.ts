import { z } from 'zod';
import { assignableClasses } from '../pull-requests/author-class.rules.ts';
import { exclusionEffects } from '../pull-requests/exclusion.rules.ts';
import { loginPatternSchema } from './definitions.schema.ts';
import { previewSchema } from './definitions-answers.schema.ts';
import { exclusionRuleSchema } from './exclusions.schema.ts';

/** What somebody says would be right. */
export const disputeProposalSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('exclusion'),
    effect: z.enum(exclusionEffects).default('hide'),
    /** Null: this pull request alone. */
    rule: exclusionRuleSchema.nullable().default(null),
  }),
  z.object({
    kind: z.literal('author-class'),
    login: loginPatternSchema.refine((login) => !login.includes('*'), 'Name one account.'),
    authorClass: z.enum(assignableClasses),
  }),
  z.object({ kind: z.literal('other') }),
]);
export type DisputeProposal = z.infer<typeof disputeProposalSchema>;

export const disputeStates = ['open', 'accepted', 'declined', 'withdrawn'] as const;
export type DisputeState = (typeof disputeStates)[number];

const wordsSchema = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `Write ${what}, in a sentence.`)
    .max(1000, `Write ${what} in fewer than 1,000 characters.`)
    .regex(/^[^\p{Cs}\0]*$/u, 'Write it in plain text.');

export const proposeDisputeInputSchema = z.object({
  pullRequestId: z.string().min(1).max(200),
  /** Which number is doubted: a metric's name. Null: the pull request as a whole. */
  metric: z
    .string()
    .max(60)
    .regex(/^[a-z-]+$/)
    .nullable()
    .default(null),
  proposal: disputeProposalSchema,
  reason: wordsSchema('why'),
});
export type ProposeDisputeInput = z.input<typeof proposeDisputeInputSchema>;

export const disputeSchema = z.object({
  id: z.uuid(),
  pullRequest: z.object({
    id: z.string(),
    repository: z.string(),
    number: z.number(),
    title: z.string(),
    url: z.string(),
  }),
  metric: z.string().nullable(),
  proposal: disputeProposalSchema,
  /** What is proposed, as a sentence without its stop. */
  words: z.string(),
  reason: z.string(),
  state: z.enum(disputeStates),
  createdBy: z.string(),
  createdAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  answer: z.string().nullable(),
  isOwn: z.boolean(),
  /** Whether the caller may accept or decline it; `admin`: only somebody who changes definitions for everybody may. */
  mayDecide: z.enum(['yes', 'no', 'admin']),
});
export type DisputeView = z.infer<typeof disputeSchema>;

export const disputesInputSchema = z.object({
  /** Null: of all pull requests. */
  pullRequestId: z.string().max(200).nullable().default(null),
});

/** Open ones first, then the latest decided. */
export const disputesAnswerSchema = z.object({
  disputes: z.array(disputeSchema),
  /** Decided ones that are not listed any more. */
  olderLeftOut: z.number(),
});
export type DisputesAnswer = z.infer<typeof disputesAnswerSchema>;

const id = z.uuid();

export const disputeInputSchema = z.object({ id });
export const acceptDisputeInputSchema = z.object({
  id,
  answer: wordsSchema('an answer').nullable().default(null),
});
export const declineDisputeInputSchema = z.object({ id, answer: wordsSchema('an answer') });

/** What accepting it would change. Null: nothing that numbers follow. */
export const disputePreviewSchema = z.object({ preview: previewSchema.nullable() });
