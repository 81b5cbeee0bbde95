import { isUpTo } from '../time/instant.ts';
import type { FactFlag } from './pull-request-facts.ts';
import type { PullRequestReading } from './read-pull-request.ts';
import type { Stages } from './stages.ts';

type FlagTest = (reading: PullRequestReading, stages: Stages) => boolean;

/** The closed list of C17, in alphabetical order. */
const flagTests: Readonly<Record<FactFlag, FlagTest>> = {
  abandoned_in_draft: wasAbandonedInDraft,
  ai_reviewed: wasReviewedByMachine,
  approval_stale: isApprovalStale,
  coding_capped: ({ first }) => first.isCapped,
  early_review: ({ firstReviewAt, spells }) => isBefore(firstReviewAt, spells.readyAt),
  merged_with_changes_requested: ({ mergedAt, approvals }) =>
    mergedAt !== null && approvals.standingObjections.length > 0,
  off_hours: (_, { pickupSeconds, pickupWorkSeconds }) =>
    pickupSeconds !== null && pickupSeconds > 0 && pickupWorkSeconds === 0,
  opened_before_code: ({ first, spells }) => isBefore(spells.readyAt, first.firstCommitAt),
  post_merge_review: ({ acts, mergedAt }) =>
    acts.some((act) => act.isSomeoneElse && isBefore(mergedAt, act.at)),
};

const factFlags = Object.keys(flagTests) as FactFlag[];

/** The flags that a pull request bears, in alphabetical order. */
export function readFlags(reading: PullRequestReading, stages: Stages): FactFlag[] {
  return factFlags.filter((flag) => flagTests[flag](reading, stages));
}

function isBefore(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && a < b;
}

function wasAbandonedInDraft({ history, spells }: PullRequestReading): boolean {
  return history.pullRequest.state === 'closed' && spells.endedInDraft;
}

function wasReviewedByMachine({ acts, actors, spells }: PullRequestReading): boolean {
  return acts.some(
    (act) => actors.classOf(act.authorId) === 'ai_reviewer' && isUpTo(spells.endAt, act.at),
  );
}

/**
 * The approval is for another commit than the one merged. People approve from the page of one commit: while that commit is
 * part of the pull request and nothing was pushed between approval and merge, it stands for the head.
 */
export function isApprovalStale(reading: PullRequestReading): boolean {
  const { finalApproval } = reading.approvals;
  const { mergedAt, history } = reading;
  const approvedSha = finalApproval?.commitSha ?? null;
  if (finalApproval === null || mergedAt === null || approvedSha === null) {
    return false;
  }
  if (approvedSha === history.pullRequest.headSha) {
    return false;
  }
  const isPart = history.commits.some(
    (commit) => commit.position !== null && commit.sha === approvedSha,
  );
  const wasPushed = reading.pushes.some(
    (push) => push.at > finalApproval.at && push.at <= mergedAt,
  );
  return !isPart || wasPushed;
}
