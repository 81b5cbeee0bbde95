import type { FactFlag } from '@bellwether/shared/pull-requests/pull-request-facts';
import type { Receipt } from '@bellwether/shared/pull-requests/pull-requests.schema';

export type FlagWords = { label: string; explanation: string };

/** What each flag says, and how it comes to stand there (C17). */
export const flagWords: Readonly<Record<FactFlag, FlagWords>> = {
  abandoned_in_draft: {
    label: 'Given up as a draft',
    explanation: 'It was closed without a merge while it was a draft.',
  },
  ai_reviewed: {
    label: 'Reviewed by a machine',
    explanation: 'A reviewer that is an AI took part. It does not count as a person’s review.',
  },
  approval_stale: {
    label: 'Approved before the last push',
    explanation: 'The last approval was given to an older commit than the one that was merged.',
  },
  coding_capped: {
    label: 'Old commits set aside',
    explanation:
      'Its oldest commits are from long before it was opened, so coding time begins at a later one.',
  },
  early_review: {
    label: 'Reviewed as a draft',
    explanation: 'The first review came before it was ready for review: nobody had to wait.',
  },
  merged_with_changes_requested: {
    label: 'Merged over a change request',
    explanation: 'Somebody’s last word was a request for changes when it was merged.',
  },
  off_hours: {
    label: 'Waited outside working hours',
    explanation: 'The whole wait for the first review lay outside working hours.',
  },
  opened_before_code: {
    label: 'Opened before the first commit',
    explanation: 'Its first commit is later than the moment it was ready, so coding time is 0.',
  },
  post_merge_review: {
    label: 'Reviewed after the merge',
    explanation: 'Somebody else reviewed it once it had been merged.',
  },
};

/** The words for a flag of one pull request, with what its receipts know about it. */
export function describeFlagOf(flag: string, receipts: readonly Receipt[]): FlagWords {
  const words = describeFlag(flag);
  const receipt =
    flag === 'approval_stale'
      ? receipts.find(({ metric }) => metric === 'changed-since-approval')
      : undefined;
  return receipt === undefined || receipt.whyNull === null
    ? words
    : { ...words, explanation: `${words.explanation} ${receipt.whyNull}` };
}

/** The words for a flag; one from a newer server is shown by its name. */
export function describeFlag(flag: string): FlagWords {
  return Object.hasOwn(flagWords, flag)
    ? flagWords[flag as FactFlag]
    : { label: flag.replaceAll('_', ' '), explanation: 'See the definitions.' };
}
