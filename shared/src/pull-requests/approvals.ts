import type { ReviewAct } from './review-acts.ts';

/** What the people who reviewed have said last (B7, C10). */
export type ApprovalReading = {
  firstApproval: ReviewAct | null;
  /** The last approval in force; null while a change request stands, or without any. */
  finalApproval: ReviewAct | null;
  /** Change requests that stand at the end. */
  standingObjections: ReviewAct[];
};

/** `counting`: acts by someone else up to the end, earliest first. COMMENTED changes nobody's word. */
export function readApprovals(counting: readonly ReviewAct[]): ApprovalReading {
  const words = new Map<string | null, ReviewAct>();
  for (const act of counting) {
    if (act.state !== 'COMMENTED') {
      words.set(act.authorId, act);
    }
  }
  const standing = [...words.values()];
  const standingObjections = standing.filter((act) => act.state === 'CHANGES_REQUESTED');
  return {
    firstApproval: counting.find((act) => act.state === 'APPROVED') ?? null,
    finalApproval: standingObjections.length > 0 ? null : latestApproval(standing),
    standingObjections,
  };
}

function latestApproval(words: readonly ReviewAct[]): ReviewAct | null {
  let latest: ReviewAct | null = null;
  for (const word of words) {
    if (word.state === 'APPROVED' && (latest === null || isLater(word, latest))) {
      latest = word;
    }
  }
  return latest;
}

function isLater(a: ReviewAct, b: ReviewAct): boolean {
  return a.at > b.at || (a.at === b.at && a.databaseId > b.databaseId);
}
