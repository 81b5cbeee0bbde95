import { describe, expect, test } from 'vitest';
import { deriveFacts } from './derive-facts.ts';
import { defaultFactRules } from './fact-rules.ts';
import { day, type Story, tellStory } from './history.fixture.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';

const HOUR = 3600;
const DAY = 86_400;

type Case = [name: string, story: Story, expected: Partial<PullRequestFacts>];

const derive = (story: Story) => deriveFacts(tellStory(story), defaultFactRules);

function holds(cases: readonly Case[]): void {
  test.each(cases)('%s', (_, story, expected) => {
    expect(derive(story)).toMatchObject(expected);
  });
}

describe('the clock, and too early (C3, C7, C11, C12)', () => {
  holds([
    [
      'a review in the second of the merge counts',
      { mergedAt: '03-23 10:00', reviews: [{ by: 'tomas', at: '03-23 10:00', state: 'APPROVED' }] },
      { pickupSeconds: HOUR, mergeWaitSeconds: 0, flags: [] },
    ],
    [
      'approved as a draft: pickup 0, review 0, merge wait from when it was ready',
      {
        mergedAt: '03-24 09:00',
        events: [{ kind: 'ready_for_review', at: '03-23 12:00' }],
        reviews: [{ by: 'tomas', at: '03-23 10:00', state: 'APPROVED' }],
      },
      {
        pickupSeconds: 0,
        reviewSeconds: 0,
        mergeWaitSeconds: 21 * HOUR,
        flags: ['early_review'],
        reviewGrade: 'approved-silent',
      },
    ],
    [
      'a draft that never left it has no stage; the spell still runs',
      { isDraft: true, reviews: [{ by: 'tomas', at: '03-23 10:00' }] },
      { readyAt: null, pickupSeconds: null, draftSeconds: null, codingSeconds: null },
    ],
    [
      'closed as a draft: abandoned, and the spell ends with it',
      { isDraft: true, closedAt: '03-24 09:00' },
      { draftSeconds: DAY, flags: ['abandoned_in_draft'], readyAt: null, state: 'closed' },
    ],
    [
      'made ready only after it was closed: it never left draft',
      { closedAt: '03-24 09:00', events: [{ kind: 'ready_for_review', at: '03-25 09:00' }] },
      { readyAt: null, draftSeconds: DAY, flags: ['abandoned_in_draft'] },
    ],
    [
      'a first event convert_to_draft: it was ready from the start',
      { isDraft: true, events: [{ kind: 'convert_to_draft', at: '03-23 11:00' }] },
      { readyAt: day('03-23 09:00'), draftSeconds: null },
    ],
    [
      'a second convert_to_draft or closed in a row begins nothing new',
      {
        events: [
          { kind: 'convert_to_draft', at: '03-23 10:00' },
          { kind: 'convert_to_draft', at: '03-23 11:00' },
          { kind: 'ready_for_review', at: '03-23 12:00' },
          { kind: 'closed', at: '03-23 13:00' },
          { kind: 'closed', at: '03-23 14:00' },
          { kind: 'reopened', at: '03-23 15:00' },
        ],
      },
      { draftSeconds: 2 * HOUR, parkedSeconds: 2 * HOUR },
    ],
    [
      'a draft inside a closed spell: each counts in full, waiting leaves out the union',
      {
        events: [
          { kind: 'convert_to_draft', at: '03-23 10:00' },
          { kind: 'closed', at: '03-23 11:00' },
          { kind: 'ready_for_review', at: '03-23 12:00' },
          { kind: 'reopened', at: '03-23 13:00' },
        ],
        reviews: [{ by: 'tomas', at: '03-23 14:00' }],
      },
      { draftSeconds: 2 * HOUR, parkedSeconds: 2 * HOUR, pickupSeconds: 2 * HOUR },
    ],
    [
      'a review between a close and a reopening counts',
      {
        mergedAt: '03-24 09:00',
        events: [
          { kind: 'closed', at: '03-23 10:00' },
          { kind: 'reopened', at: '03-23 12:00' },
        ],
        reviews: [{ by: 'tomas', at: '03-23 11:00' }],
      },
      { firstReviewAt: day('03-23 11:00'), pickupSeconds: HOUR },
    ],
    [
      'code later than the opening: coding 0, opened_before_code',
      { commits: [{ at: '03-23 11:00' }] },
      { codingSeconds: 0, flags: ['opened_before_code'] },
    ],
    [
      'a commit dated after its deployment: lead time 0',
      { mergedAt: '03-24 09:00', deployedAt: '03-24 10:00', commits: [{ at: '03-25 09:00' }] },
      { leadTimeSeconds: 0, mergeToProductionSeconds: HOUR },
    ],
    [
      'merging closes a second later: the end is the merge',
      { mergedAt: '03-24 09:00', closedAt: '03-24 09:00:01' },
      { closedAt: day('03-24 09:00:01'), timeToMergeSeconds: DAY },
    ],
    [
      'an open one keeps no close of before',
      { state: 'open', closedAt: '03-24 09:00' },
      { closedAt: null, state: 'open' },
    ],
  ]);
});

describe('who counts (C4, C5, C6)', () => {
  holds([
    [
      'ghosts, bots and organisations are nobody’s reviewers',
      {
        reviews: [
          { by: null, at: '03-23 10:00', state: 'APPROVED' },
          { by: 'ghost', at: '03-23 10:10', state: 'APPROVED' },
          { by: 'dependabot', at: '03-23 10:20', state: 'CHANGES_REQUESTED' },
          { by: 'harbour', at: '03-23 10:30', state: 'APPROVED' },
        ],
      },
      { firstReviewAt: null, firstApprovalAt: null, reviewers: 0 },
    ],
    [
      'a ghost’s pull request is reviewed like any other',
      { authorId: null, reviews: [{ by: 'olu', at: '03-23 10:00' }] },
      { authorClass: 'ghost', pickupSeconds: HOUR },
    ],
    [
      'an inline comment has its review’s instant; one without a review its own',
      {
        reviews: [{ by: 'olu', at: '03-23 12:00', inline: 2 }],
        lone: [{ by: 'lena', at: '03-23 11:00' }],
      },
      { firstReviewAt: day('03-23 11:00'), reviewers: 2, comments: 3 },
    ],
  ]);
});

describe('approvals (C10)', () => {
  holds([
    [
      'COMMENTED changes nobody’s word; of one person the last word counts',
      {
        mergedAt: '03-23 15:00',
        reviews: [
          { by: 'olu', at: '03-23 10:00', state: 'APPROVED' },
          { by: 'olu', at: '03-23 11:00', state: 'CHANGES_REQUESTED' },
          { by: 'olu', at: '03-23 12:00', state: 'APPROVED' },
          { by: 'olu', at: '03-23 13:00', state: 'COMMENTED' },
        ],
      },
      { firstApprovalAt: day('03-23 10:00'), finalApprovalAt: day('03-23 12:00') },
    ],
    [
      'DISMISSED withdraws an approval',
      {
        reviews: [
          { by: 'olu', at: '03-23 10:00', state: 'APPROVED' },
          { by: 'olu', at: '03-23 11:00', state: 'DISMISSED' },
        ],
      },
      { finalApprovalAt: null },
    ],
    [
      'on an open pull request both hold what is known so far',
      { reviews: [{ by: 'olu', at: '03-23 10:00', state: 'APPROVED' }] },
      { finalApprovalAt: day('03-23 10:00'), reviewSeconds: 0, mergeWaitSeconds: null },
    ],
    [
      'an approval from the page of one commit is not stale while nothing is pushed after it',
      {
        mergedAt: '03-23 12:00',
        commits: [{ at: '03-23 08:00' }, { at: '03-23 08:30' }],
        reviews: [{ by: 'olu', at: '03-23 10:00', state: 'APPROVED', sha: 'sha1' }],
      },
      { flags: [] },
    ],
    [
      'a push in the second of the approval is not after it',
      {
        mergedAt: '03-23 12:00',
        commits: [{ at: '03-23 08:00' }, { at: '03-23 10:00' }],
        reviews: [{ by: 'olu', at: '03-23 10:00', state: 'APPROVED', sha: 'sha1' }],
      },
      { flags: [] },
    ],
    [
      'an approval of a commit that was forced away is stale',
      {
        mergedAt: '03-23 12:00',
        reviews: [{ by: 'olu', at: '03-23 10:00', state: 'APPROVED', sha: 'lost' }],
      },
      { flags: ['approval_stale'] },
    ],
    [
      'an approval of which the commit is not known is not called stale',
      {
        mergedAt: '03-23 12:00',
        reviews: [{ by: 'olu', at: '03-23 10:00', state: 'APPROVED', sha: null }],
      },
      { flags: [] },
    ],
  ]);
});

describe('commits, rework and counts (C9, C14, C15)', () => {
  const recent = { at: '03-22 09:00' };
  const old = { at: '02-01 09:00' };
  holds([
    [
      'one old commit of six is set aside',
      { commits: [old, recent, recent, recent, recent, recent] },
      { firstCommitAt: day('03-22 09:00'), flags: ['coding_capped'] },
    ],
    [
      'one old commit of five is not',
      { commits: [old, recent, recent, recent, recent] },
      { firstCommitAt: day('02-01 09:00'), flags: [] },
    ],
    [
      'exactly thirty days is not old',
      { commits: [{ at: '02-21 09:00' }, recent, recent, recent, recent, recent] },
      { firstCommitAt: day('02-21 09:00'), flags: [] },
    ],
    [
      'merges are left out, unless there are no others',
      { commits: [{ at: '03-01 09:00', parents: 2 }, recent] },
      { firstCommitAt: day('03-22 09:00'), commits: 2 },
    ],
    [
      'merges alone count',
      { commits: [{ at: '03-01 09:00', parents: 2 }] },
      { firstCommitAt: day('03-01 09:00') },
    ],
    [
      'a commit of an earlier head counts for the start, not for the number',
      { commits: [recent, { at: '03-20 09:00', position: null }] },
      { firstCommitAt: day('03-20 09:00'), commits: 1 },
    ],
    ['no commit: nothing is known', { commits: [] }, { firstCommitAt: null, codingSeconds: null }],
    [
      'two blocking reviews and two pushes in a row are one cycle',
      {
        commits: [{ at: '03-23 08:00' }, { at: '03-23 12:00' }, { at: '03-23 13:00' }],
        reviews: [
          { by: 'olu', at: '03-23 10:00', state: 'CHANGES_REQUESTED' },
          { by: 'lena', at: '03-23 11:00', inline: 1 },
        ],
      },
      { reworkCycles: 1 },
    ],
    [
      'a review in the second of a push comes before it; a force push is a push; a merge is none',
      {
        commits: [{ at: '03-23 08:00' }, { at: '03-23 12:00' }, { at: '03-23 14:00', parents: 2 }],
        events: [{ kind: 'head_ref_force_pushed', at: '03-23 15:00' }],
        reviews: [
          { by: 'olu', at: '03-23 12:00', state: 'CHANGES_REQUESTED' },
          { by: 'olu', at: '03-23 13:00', state: 'CHANGES_REQUESTED' },
        ],
      },
      { reworkCycles: 2 },
    ],
    [
      'a comment without a remark in the code blocks nothing, nor does an approval with one',
      {
        commits: [{ at: '03-23 08:00' }, { at: '03-23 12:00' }],
        reviews: [
          { by: 'olu', at: '03-23 10:00' },
          { by: 'lena', at: '03-23 11:00', state: 'APPROVED', inline: 1 },
        ],
      },
      { reworkCycles: 0 },
    ],
    [
      'pushes after the final approval are no rework',
      {
        commits: [{ at: '03-23 08:00' }, { at: '03-23 12:00' }],
        reviews: [
          { by: 'olu', at: '03-23 10:00', inline: 1 },
          { by: 'olu', at: '03-23 11:00', state: 'APPROVED' },
        ],
      },
      { reworkCycles: 0 },
    ],
  ]);
});

describe('review grade (C16)', () => {
  const approved = (at: string) => ({ by: 'olu', at, state: 'APPROVED' as const });
  const merged = { mergedAt: '03-23 18:00' };
  const said = [{ by: 'lena', at: '03-23 09:01' }];
  holds([
    [
      'the label emergency stands above all, in any case',
      { ...merged, labels: ['Emergency'], reviews: [approved('03-23 10:00')] },
      { reviewGrade: 'emergency' },
    ],
    [
      'a bot’s that a person reviewed is graded like any other',
      { ...merged, authorId: 'dependabot', reviews: [approved('03-23 10:00')] },
      { reviewGrade: 'approved-silent' },
    ],
    [
      'a reviewer who has commits on the branch is not independent (B4.8)',
      {
        ...merged,
        commits: [{ at: '03-23 08:30', by: 'olu' }],
        reviews: [approved('03-23 10:00')],
      },
      { reviewGrade: 'unreviewed', reviewers: 1, pickupSeconds: HOUR },
    ],
    [
      'approved within two minutes is silent, whatever was said',
      { ...merged, comments: said, reviews: [approved('03-23 09:02')] },
      { reviewGrade: 'approved-silent' },
    ],
    [
      'a second later is discussed',
      { ...merged, comments: said, reviews: [approved('03-23 09:02:01')] },
      { reviewGrade: 'discussed' },
    ],
    [
      'a thousand lines ask for a thousand seconds',
      {
        ...merged,
        additions: 1000,
        deletions: 0,
        comments: said,
        reviews: [approved('03-23 09:16')],
      },
      { reviewGrade: 'approved-silent' },
    ],
    [
      'a word by the author or a bot is nobody else’s',
      {
        ...merged,
        comments: [
          { by: 'mira', at: '03-23 09:30' },
          { by: 'coderabbitai', at: '03-23 09:31' },
        ],
        reviews: [approved('03-23 10:00')],
      },
      { reviewGrade: 'approved-silent' },
    ],
    ['an open one has none', { reviews: [approved('03-23 10:00')] }, { reviewGrade: null }],
  ]);
});

test('flags come in alphabetical order, as the export joins them (C17)', () => {
  const { flags } = derive({
    mergedAt: '03-24 12:00',
    commits: [{ at: '03-23 11:00' }, { at: '03-24 11:00' }],
    events: [{ kind: 'ready_for_review', at: '03-23 10:30' }],
    reviews: [
      { by: 'olu', at: '03-23 10:00', state: 'APPROVED' },
      { by: 'coderabbitai', at: '03-23 10:00' },
      { by: 'olu', at: '03-25 10:00' },
    ],
  });
  expect(flags).toEqual([
    'ai_reviewed',
    'approval_stale',
    'early_review',
    'opened_before_code',
    'post_merge_review',
  ]);
});
