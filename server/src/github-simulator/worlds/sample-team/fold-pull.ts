import type {
  WorldIssueComment,
  WorldReview,
  WorldReviewComment,
  WorldTimelineEvent,
} from '../../world.types.ts';
import { type Account, reviewTeam, toUser } from './accounts.ts';
import { applyForcePush, applyPush, type Branch, headOf } from './fold-branch.ts';
import type { History } from './history.ts';
import type { Identifiers } from './identifiers.ts';
import { formatInstant, SECOND } from './instants.ts';
import { toLabel } from './labels.ts';
import type { Moment, MomentOf, PullDraft, ReviewMoment } from './moments.ts';
import type { Random } from './random.ts';

/** What a fold needs to know of the world around the pull request. */
export type FoldContext = {
  number: number;
  endsAt: number;
  history: History;
  ids: Identifiers;
  random: Random;
};

/** A pull request as it stands, and the rows that its moments left behind. */
export type FoldedPull = {
  draft: PullDraft;
  branch: Branch;
  title: string;
  isDraft: boolean;
  closedAt: number | null;
  mergedAt: number | null;
  mergedBy: Account | null;
  labels: string[];
  requested: (Account | 'team')[];
  updatedAt: number;
  reviews: WorldReview[];
  reviewComments: WorldReviewComment[];
  comments: WorldIssueComment[];
  timeline: WorldTimelineEvent[];
};

type Fold = { pull: FoldedPull; context: FoldContext; reviewRows: Map<ReviewMoment, WorldReview> };

type EventDetails = Partial<Omit<WorldTimelineEvent, 'id' | 'event' | 'created_at' | 'actor'>>;

function record(
  { pull, context }: Fold,
  moment: Moment,
  event: string,
  details: EventDetails = {},
): void {
  pull.timeline.push({
    pull_number: context.number,
    ...context.ids.next('event'),
    event,
    created_at: formatInstant(moment.at),
    actor: toUser(moment.by),
    commit_id: null,
    ...details,
  });
}

function applyForcePushMoment(fold: Fold, moment: MomentOf<'force-push'>): void {
  const { pull, context } = fold;
  const before = headOf(pull.branch);
  applyForcePush(pull.branch, moment, context.history, context.random);
  record(fold, moment, 'head_ref_force_pushed', {
    commit_id: headOf(pull.branch)?.sha ?? null,
    before_commit: before && {
      sha: before.sha,
      authored_at: formatInstant(before.authoredAt),
      committed_at: formatInstant(before.committedAt),
    },
  });
}

/** People draft inline comments before they send the review; a reply, and what machines say, is sent at once. */
function addInlineComments(fold: Fold, moment: ReviewMoment, row: WorldReview): void {
  const { pull, context } = fold;
  const count = moment.repliesTo ? 1 : moment.inline;
  const root = moment.repliesTo && fold.reviewRows.get(moment.repliesTo);
  const thread = root && pull.reviewComments.find((c) => c.pull_request_review_id === root.id);
  for (let i = 0; i < count; i += 1) {
    const isAtOnce = moment.repliesTo !== undefined || moment.by.type === 'Bot';
    const lag = isAtOnce ? 0 : context.random.integer(0, 400) * SECOND;
    const createdAt = Math.max(pull.draft.createdAt, moment.at - lag);
    pull.reviewComments.push({
      pull_number: context.number,
      ...context.ids.next('reviewComment'),
      user: toUser(moment.by),
      created_at: formatInstant(createdAt),
      updated_at: formatInstant(moment.at),
      pull_request_review_id: row.id,
      in_reply_to_id: thread?.id ?? null,
      path: thread?.path ?? context.random.pick(pull.draft.files).filename,
      commit_id: row.commit_id ?? null,
    });
  }
}

function applyReview(fold: Fold, moment: ReviewMoment): void {
  const { pull, context } = fold;
  const row: WorldReview = {
    pull_number: context.number,
    ...context.ids.next('review'),
    user: toUser(moment.by),
    body: null,
    state: moment.state,
    submitted_at: formatInstant(moment.at),
    commit_id: headOf(pull.branch)?.sha ?? null,
  };
  pull.reviews.push(row);
  fold.reviewRows.set(moment, row);
  addInlineComments(fold, moment, row);
  if (moment.by !== pull.draft.author && moment.by.type === 'User') {
    pull.requested = pull.requested.filter((asked) => asked !== moment.by && asked !== 'team');
  }
}

function applyDismissal(fold: Fold, moment: MomentOf<'dismiss'>): void {
  const row = fold.reviewRows.get(moment.review);
  if (!row) {
    return;
  }
  record(fold, moment, 'review_dismissed', {
    dismissed_review: { state: row.state, review_id: row.id, dismissal_message: null },
  });
  row.state = 'DISMISSED';
}

function applyRequest(fold: Fold, moment: MomentOf<'request' | 'unrequest'>): void {
  const { pull } = fold;
  const { reviewer } = moment;
  const details =
    reviewer === 'team' ? { requested_team: reviewTeam } : { requested_reviewer: toUser(reviewer) };
  pull.requested = pull.requested.filter((asked) => asked !== reviewer);
  if (moment.kind === 'request') {
    pull.requested.push(reviewer);
    record(fold, moment, 'review_requested', details);
  } else {
    record(fold, moment, 'review_request_removed', details);
  }
}

function applyLabel(fold: Fold, moment: MomentOf<'label' | 'unlabel'>): void {
  const { pull } = fold;
  const label = toLabel(pull.draft.repository, moment.label);
  pull.labels = pull.labels.filter((name) => name !== moment.label);
  if (moment.kind === 'label') {
    pull.labels.push(moment.label);
  }
  record(fold, moment, moment.kind === 'label' ? 'labeled' : 'unlabeled', { label });
}

function applyMerge(fold: Fold, moment: MomentOf<'merge'>): void {
  const { pull, context } = fold;
  pull.mergedAt = moment.at;
  pull.mergedBy = moment.by;
  pull.closedAt = moment.at;
  record(fold, moment, 'merged', { commit_id: context.history.mergeShaOf(pull.draft) });
  record(fold, moment, 'closed');
}

const handlers: { [K in Moment['kind']]: (fold: Fold, moment: MomentOf<K>) => void } = {
  push: ({ pull, context }, moment) =>
    applyPush(pull.branch, moment, context.history, context.random),
  'force-push': applyForcePushMoment,
  review: applyReview,
  dismiss: applyDismissal,
  comment: ({ pull, context }, moment) => {
    pull.comments.push({
      issue_number: context.number,
      is_pull: true,
      ...context.ids.next('issueComment'),
      user: toUser(moment.by),
      created_at: formatInstant(moment.at),
      updated_at: formatInstant(moment.at),
    });
  },
  request: applyRequest,
  unrequest: applyRequest,
  ready: (fold, moment) => {
    fold.pull.isDraft = false;
    record(fold, moment, 'ready_for_review');
  },
  convert: (fold, moment) => {
    fold.pull.isDraft = true;
    record(fold, moment, 'convert_to_draft');
  },
  label: applyLabel,
  unlabel: applyLabel,
  rename: (fold, moment) => {
    record(fold, moment, 'renamed', { rename: { from: fold.pull.title, to: moment.title } });
    fold.pull.title = moment.title;
  },
  close: (fold, moment) => {
    fold.pull.closedAt = moment.at;
    record(fold, moment, 'closed');
  },
  reopen: (fold, moment) => {
    fold.pull.closedAt = null;
    record(fold, moment, 'reopened');
  },
  merge: applyMerge,
  'delete-branch': (fold, moment) => record(fold, moment, 'head_ref_deleted'),
};

/** A handler of the moment's own kind; the table above guarantees that the two belong together. */
function apply(fold: Fold, moment: Moment): void {
  const handler = handlers[moment.kind] as (fold: Fold, moment: Moment) => void;
  handler(fold, moment);
}

/** Plays the moments in order, up to the world's end. */
export function foldPull(draft: PullDraft, context: FoldContext): FoldedPull {
  const pull: FoldedPull = {
    draft,
    branch: { baseSha: context.history.tipBefore(draft.createdAt), commits: [] },
    title: draft.title,
    isDraft: draft.openedAsDraft,
    closedAt: null,
    mergedAt: null,
    mergedBy: null,
    labels: [],
    requested: [],
    updatedAt: draft.createdAt,
    reviews: [],
    reviewComments: [],
    comments: [],
    timeline: [],
  };
  const fold: Fold = { pull, context, reviewRows: new Map() };
  const moments = draft.moments.filter((moment) => moment.at < context.endsAt);
  for (const moment of moments.sort((a, b) => a.at - b.at)) {
    apply(fold, moment);
    pull.updatedAt = Math.max(pull.updatedAt, moment.at);
  }
  return pull;
}
