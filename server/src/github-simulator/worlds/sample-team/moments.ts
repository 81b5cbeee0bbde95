import type { Account } from './accounts.ts';
import type { FileChange } from './files.ts';
import type { RepositorySketch } from './repositories.ts';

type Base = { at: number; by: Account };

export type ReviewMoment = Base & {
  kind: 'review';
  state: 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';
  /** How many inline comments it carries. */
  inline: number;
  /** The review whose thread this one answers: it then holds one reply. */
  repliesTo?: ReviewMoment;
};

/** Something that happens to a pull request. A pull request's rows follow from its moments, in order of time. */
export type Moment =
  | (Base & {
      kind: 'push';
      authoredAt: number;
      message: string;
      coAuthor?: Account;
      /** A merge of the base branch into the branch. */
      fromBase?: boolean;
    })
  | (Base & {
      kind: 'force-push';
      /** Squash: one new commit takes the place of all; else they are rebased and keep their author dates. */
      squash: boolean;
    })
  | ReviewMoment
  | (Base & { kind: 'dismiss'; review: ReviewMoment })
  | (Base & { kind: 'comment' })
  | (Base & { kind: 'request' | 'unrequest'; reviewer: Account | 'team' })
  | (Base & { kind: 'ready' | 'convert' })
  | (Base & { kind: 'label' | 'unlabel'; label: string })
  | (Base & { kind: 'rename'; title: string })
  | (Base & { kind: 'close' | 'reopen' | 'merge' | 'delete-branch' });

export type MomentOf<K extends Moment['kind']> = Moment & { kind: K };

export type IssueDraft = {
  key: string;
  repository: RepositorySketch;
  author: Account;
  title: string;
  labels: string[];
  createdAt: number;
  /** When it is to be closed, if the world lasts that long; null: never. */
  closedAt: number | null;
  closedBy: Account;
  comments: { at: number; by: Account }[];
};

export type PullDraft = {
  /** Names its own source of chance; unique. */
  key: string;
  repository: RepositorySketch;
  author: Account;
  /** The title at the opening. */
  title: string;
  /** The name of the head branch; of a revert it is made from the number of the original. */
  branch: string;
  base: string;
  createdAt: number;
  openedAsDraft: boolean;
  files: FileChange[];
  moments: Moment[];
  revertOf?: PullDraft;
  closesIssue?: IssueDraft;
};

export const DEFAULT_BRANCH = 'main';

/** When the draft is merged, if that happens before the instant; else null. */
export function mergedAtOf(draft: PullDraft, before: number): number | null {
  const merge = draft.moments.find((moment) => moment.kind === 'merge');
  return merge && merge.at < before ? merge.at : null;
}
