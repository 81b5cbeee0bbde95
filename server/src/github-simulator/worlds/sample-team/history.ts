import { DEFAULT_BRANCH, mergedAtOf, type PullDraft } from './moments.ts';
import type { Random } from './random.ts';

/** The default branch of one repository: a chain of merges in order of time. */
export type History = {
  /** How many merges the branch held just before the instant. */
  lengthBefore: (at: number) => number;
  /** The commit that the branch stands at after so many merges; the root commit for 0. */
  shaAfter: (length: number) => string;
  /** The commit that the branch stood at just before the instant. */
  tipBefore: (at: number) => string;
  mergeShaOf: (draft: PullDraft) => string;
  /** Merges into the default branch, in order. */
  merges: readonly { at: number; sha: string; draft: PullDraft }[];
};

/** Sha of a pull request's merge, the same however often it is asked for. */
function mergeSha(draft: PullDraft, seed: Random): string {
  return seed.fork(`${draft.key}/merge`).hex(40);
}

export function buildHistory(
  repositoryName: string,
  drafts: readonly PullDraft[],
  endsAt: number,
  seed: Random,
): History {
  const merges = drafts
    .filter((draft) => draft.base === DEFAULT_BRANCH)
    .flatMap((draft) => {
      const at = mergedAtOf(draft, endsAt);
      return at === null ? [] : [{ at, sha: mergeSha(draft, seed), draft }];
    })
    .sort((a, b) => a.at - b.at || a.draft.createdAt - b.draft.createdAt);
  const root = seed.fork(`root/${repositoryName}`).hex(40);
  const lengthBefore = (at: number): number => countBefore(merges, at);
  const shaAfter = (length: number): string => merges[length - 1]?.sha ?? root;
  return {
    merges,
    lengthBefore,
    shaAfter,
    tipBefore: (at) => shaAfter(lengthBefore(at)),
    mergeShaOf: (draft) => mergeSha(draft, seed),
  };
}

/** How many of the sorted instants lie before the given one. */
function countBefore(merges: readonly { at: number }[], at: number): number {
  let low = 0;
  let high = merges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((merges[middle]?.at ?? at) < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}
