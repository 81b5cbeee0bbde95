import type { CycleTimeMetric } from '../cycle-time/cycle-time.terms.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import { nameOf } from './receipt-words.ts';

type Why = (reading: PullRequestReading) => string | null;

/** Why a stage has no value, in one sentence: the first reason that holds. */
const reasons: Readonly<Record<CycleTimeMetric, readonly Why[]>> = {
  coding: [notReady, noCommit],
  pickup: [notReady, noReview],
  'first-response': [notReady, noResponse],
  review: [notReady, noReview, noFinalApproval],
  'merge-wait': [notMerged, notReady, noFinalApproval],
  'review-cycle': [notMerged, notReady],
  'time-to-merge': [notMerged],
  'merge-to-production': [notMerged, notDeployed],
  'lead-time': [noCommit, notMerged, notDeployed],
};

export function explainMissingStage(
  reading: PullRequestReading,
  metric: CycleTimeMetric,
): string | null {
  for (const why of reasons[metric]) {
    const sentence = why(reading);
    if (sentence !== null) {
      return sentence;
    }
  }
  return null;
}

function notReady({ spells }: PullRequestReading): string | null {
  if (spells.readyAt !== null) {
    return null;
  }
  return spells.endAt === null
    ? 'It is still a draft, so nobody waits for it yet.'
    : 'It never left draft.';
}

function noCommit({ first }: PullRequestReading): string | null {
  return first.firstCommit === null ? 'No commit of it is known.' : null;
}

function noReview({ firstReviewAt, mergedAt, spells }: PullRequestReading): string | null {
  if (firstReviewAt !== null) {
    return null;
  }
  if (mergedAt !== null) {
    return 'It was merged without a review by another person.';
  }
  return spells.endAt === null
    ? 'No other person has reviewed it yet.'
    : 'It was closed without a review by another person.';
}

function noResponse({ firstResponseAt, spells }: PullRequestReading): string | null {
  if (firstResponseAt !== null) {
    return null;
  }
  return spells.endAt === null
    ? 'No other person has answered yet.'
    : 'It ended without an answer by another person.';
}

function noFinalApproval(reading: PullRequestReading): string | null {
  const { finalApproval, standingObjections } = reading.approvals;
  if (finalApproval !== null) {
    return null;
  }
  const [objection] = standingObjections;
  if (objection !== undefined) {
    return `A change request by ${nameOf(reading, objection.authorId)} stands.`;
  }
  return reading.spells.endAt === null ? 'Nobody has approved it yet.' : 'Nobody approved it.';
}

function notMerged({ mergedAt, spells }: PullRequestReading): string | null {
  if (mergedAt !== null) {
    return null;
  }
  return spells.endAt === null ? 'It is not merged yet.' : 'It was closed without a merge.';
}

function notDeployed({ deployedAt, history }: PullRequestReading): string | null {
  const { defaultBranch } = history.repository;
  const { baseBranch } = history.pullRequest;
  if (deployedAt !== null) {
    return null;
  }
  return defaultBranch !== null && defaultBranch !== baseBranch
    ? `It was merged into ${baseBranch}, and only ${defaultBranch} is deployed.`
    : 'No production deployment is known to have brought it.';
}
