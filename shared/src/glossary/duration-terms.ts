import type { CycleTimeMetric } from '../cycle-time/cycle-time.terms.ts';

/** How a duration is spoken of on every screen, in every answer and in every receipt. */
export type DurationTerm = {
  label: string;
  /** What begins and ends it, in words. */
  from: string;
  to: string;
  /** The event that puts a pull request into a bucket (B0.1). */
  bucketedBy: string;
  /** The definition's number. */
  rule: string;
  /** Drafts and closed spells are left out of it (C7). */
  isWaitingTime: boolean;
};

export const durationTerms: Readonly<Record<CycleTimeMetric, DurationTerm>> = {
  coding: {
    label: 'Coding time',
    from: 'first commit',
    to: 'ready for review',
    bucketedBy: 'ready for review',
    rule: 'B3',
    isWaitingTime: false,
  },
  pickup: {
    label: 'Time to first review',
    from: 'ready for review',
    to: 'first review',
    bucketedBy: 'first review',
    rule: 'B4',
    isWaitingTime: true,
  },
  'first-response': {
    label: 'Time to first response',
    from: 'ready for review',
    to: 'first review or comment',
    bucketedBy: 'first response',
    rule: 'B4',
    isWaitingTime: true,
  },
  review: {
    label: 'Review time',
    from: 'first review',
    to: 'final approval',
    bucketedBy: 'final approval',
    rule: 'B7',
    isWaitingTime: true,
  },
  'merge-wait': {
    label: 'Merge wait',
    from: 'final approval',
    to: 'merge',
    bucketedBy: 'merge',
    rule: 'B7',
    isWaitingTime: true,
  },
  'review-cycle': {
    label: 'Review cycle time',
    from: 'ready for review',
    to: 'merge',
    bucketedBy: 'merge',
    rule: 'B8',
    isWaitingTime: false,
  },
  'time-to-merge': {
    label: 'Time to merge',
    from: 'opening',
    to: 'merge',
    bucketedBy: 'merge',
    rule: 'B8',
    isWaitingTime: false,
  },
  'merge-to-production': {
    label: 'Merge to production',
    from: 'merge',
    to: 'deployment to production',
    bucketedBy: 'deployment',
    rule: 'B8',
    isWaitingTime: false,
  },
  'lead-time': {
    label: 'Lead time for changes',
    from: 'first commit',
    to: 'deployment to production',
    bucketedBy: 'deployment',
    rule: 'B8',
    isWaitingTime: false,
  },
};
