import type { ReviewGrade } from './pull-request-facts.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import type { ReviewAct } from './review-acts.ts';

/** How a merged pull request was reviewed (B11, C16); null when it is not merged. The first that fits. */
export function readReviewGrade(reading: PullRequestReading): ReviewGrade | null {
  const { history, rules, authorClass } = reading;
  if (reading.mergedAt === null) {
    return null;
  }
  if (history.labels.some((label) => label.toLowerCase() === rules.emergencyLabel)) {
    return 'emergency';
  }
  if (independentActs(reading).length === 0) {
    const isMachine =
      authorClass === 'bot' || authorClass === 'ai_reviewer' || authorClass === 'service';
    return isMachine ? 'bot-auto' : 'unreviewed';
  }
  return !wasAnythingSaid(reading) || wasApprovedInHaste(reading) ? 'approved-silent' : 'discussed';
}

/** Acts by someone else who has no commit on the branch (B4.8). */
export function independentActs(reading: PullRequestReading): ReviewAct[] {
  const committers = new Set(reading.history.commits.map((commit) => commit.authorId));
  return reading.countingActs.filter((act) => !committers.has(act.authorId));
}

/** A comment, or a review that is more than an approval, by someone else up to the merge. */
export function wasAnythingSaid(reading: PullRequestReading): boolean {
  return (
    reading.countingComments.length > 0 ||
    reading.countingActs.some(
      (act) =>
        act.inlineComments > 0 || act.state === 'COMMENTED' || act.state === 'CHANGES_REQUESTED',
    )
  );
}

/** Seconds after `readyAt` within which an approval is too quick to be a review. */
export function hasteLimitSeconds(reading: PullRequestReading): number {
  const { rules, size } = reading;
  return Math.max(rules.hastyApprovalSeconds, size.size * rules.hastyApprovalSecondsPerLine);
}

/** An approval before `readyAt` is not hasty. */
export function wasApprovedInHaste(reading: PullRequestReading): boolean {
  const { readyAt } = reading.spells;
  const approvedAt = reading.approvals.firstApproval?.at ?? null;
  if (readyAt === null || approvedAt === null || approvedAt < readyAt) {
    return false;
  }
  return approvedAt - readyAt <= hasteLimitSeconds(reading);
}
