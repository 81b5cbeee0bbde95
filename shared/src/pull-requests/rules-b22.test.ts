import { describe, expect, test } from 'vitest';
import { summariseDurations } from '../cycle-time/cycle-time.metric.ts';
import { findDeployedBy } from '../deployments/deployed-by.ts';
import { defaultDeploymentRule } from '../deployments/deployment-rule.ts';
import { percentile } from '../stats/percentile.ts';
import { wholePeriod } from '../time/buckets.ts';
import { deriveFacts } from './derive-facts.ts';
import { defaultFactRules } from './fact-rules.ts';
import { day, type Story, tellStory } from './history.fixture.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';

const HOUR = 3600;
const DAY = 86_400;

type Row = [name: string, story: Story, expected: Partial<PullRequestFacts>];

const derive = (story: Story, rules = defaultFactRules) => deriveFacts(tellStory(story), rules);

// The rows about deployments, incidents, review load, forecasts and contracts are tested where those are worked out.
const rows: Row[] = [
  [
    'draft 3 d, reviewed after 2 h, a draft again for 1 d, merged 1 h later: pickup 2 h, draft 4 d',
    {
      createdAt: '03-16 09:00',
      mergedAt: '03-20 13:00',
      events: [
        { kind: 'ready_for_review', at: '03-19 09:00' },
        { kind: 'convert_to_draft', at: '03-19 12:00' },
        { kind: 'ready_for_review', at: '03-20 12:00' },
      ],
      reviews: [{ by: 'tomas', at: '03-19 11:00', state: 'APPROVED' }],
    },
    {
      readyAt: day('03-19 09:00'),
      pickupSeconds: 2 * HOUR,
      draftSeconds: 4 * DAY,
      mergeWaitSeconds: 2 * HOUR,
      reviewCycleSeconds: 28 * HOUR,
    },
  ],
  [
    'an AI reviewer after a minute, a person after 5 h: pickup 5 h, AI coverage yes',
    {
      reviews: [
        { by: 'coderabbitai', at: '03-23 09:01' },
        { by: 'olu', at: '03-23 14:00' },
      ],
    },
    { pickupSeconds: 5 * HOUR, flags: ['ai_reviewed'], reviewers: 1 },
  ],
  [
    'the author replies first, another person after 5 h: pickup 5 h',
    {
      comments: [{ by: 'mira', at: '03-23 09:10' }],
      reviews: [
        { by: 'mira', at: '03-23 09:30' },
        { by: 'olu', at: '03-23 14:00' },
      ],
    },
    { pickupSeconds: 5 * HOUR, firstResponseSeconds: 5 * HOUR },
  ],
  [
    'merged without a review by another person: pickup empty, unreviewed',
    { mergedAt: '03-23 10:00', comments: [{ by: 'tomas', at: '03-23 09:20' }] },
    {
      pickupSeconds: null,
      firstResponseSeconds: 20 * 60,
      reviewGrade: 'unreviewed',
      reworkCycles: null,
    },
  ],
  [
    'merged by Dependabot alone: bot-auto, and no human',
    { authorId: 'dependabot', mergedAt: '03-23 09:05' },
    { reviewGrade: 'bot-auto', authorClass: 'bot' },
  ],
  [
    'a review 10 min after the merge is none: a post-merge review',
    {
      mergedAt: '03-23 10:00',
      reviews: [{ by: 'tomas', at: '03-23 10:10', state: 'APPROVED' }],
    },
    {
      pickupSeconds: null,
      firstReviewAt: null,
      firstApprovalAt: null,
      flags: ['post_merge_review'],
      reviewGrade: 'unreviewed',
    },
  ],
  [
    'approve, push, merge: approval_stale',
    {
      mergedAt: '03-23 12:00',
      commits: [{ at: '03-23 08:30' }, { at: '03-23 11:00' }],
      reviews: [{ by: 'tomas', at: '03-23 10:00', state: 'APPROVED', sha: 'sha1' }],
    },
    { flags: ['approval_stale'] },
  ],
  [
    'changes requested by one, approved by another, merged: no final approval',
    {
      mergedAt: '03-23 12:00',
      reviews: [
        { by: 'tomas', at: '03-23 10:00', state: 'CHANGES_REQUESTED' },
        { by: 'olu', at: '03-23 11:00', state: 'APPROVED' },
      ],
    },
    {
      firstApprovalAt: day('03-23 11:00'),
      finalApprovalAt: null,
      reviewSeconds: null,
      mergeWaitSeconds: null,
      flags: ['merged_with_changes_requested'],
    },
  ],
  [
    'changes requested, dismissed, approved by another: the approval is the other’s',
    {
      mergedAt: '03-23 12:00',
      reviews: [
        { by: 'tomas', at: '03-23 10:00', state: 'DISMISSED' },
        { by: 'olu', at: '03-23 11:00', state: 'APPROVED' },
      ],
    },
    { firstReviewAt: day('03-23 10:00'), finalApprovalAt: day('03-23 11:00'), flags: [] },
  ],
  [
    'closed for 10 d, reopened, merged: parked 10 d, and taken off the waiting',
    {
      createdAt: '03-16 10:00',
      mergedAt: '03-26 14:00',
      events: [
        { kind: 'closed', at: '03-16 12:00' },
        { kind: 'reopened', at: '03-26 12:00' },
        { kind: 'closed', at: '03-26 14:00' },
      ],
      reviews: [{ by: 'lena', at: '03-26 13:00', state: 'APPROVED' }],
    },
    { parkedSeconds: 10 * DAY, pickupSeconds: 3 * HOUR, timeToMergeSeconds: 10 * DAY + 4 * HOUR },
  ],
  [
    'open Friday 20:00, reviewed Saturday 08:00: wall 12 h, work 0, off_hours',
    { createdAt: '03-27 20:00', reviews: [{ by: 'tomas', at: '03-28 08:00' }] },
    { pickupSeconds: 12 * HOUR, pickupWorkSeconds: 0, flags: ['off_hours'] },
  ],
];

describe('the table of edge cases (B22), row by row', () => {
  test.each(rows)('%s', (_, story, expected) => {
    expect(derive(story)).toMatchObject(expected);
  });

  test('rebase merge of 4 commits, deployed with all: matched, and the size is the pull request’s', () => {
    const graph = new Map([
      ['base', []],
      ['r1', ['base']],
      ['r2', ['r1']],
      ['r3', ['r2']],
      ['r4', ['r3']],
    ]);
    const deployed = (id: string, sha: string, at: string) => ({
      ...{ id, sha, kind: 'github-deployment' as const, environment: 'production' },
      ...{ service: null, sourceSha: null, previousSha: null, name: null, task: null },
      statuses: [{ state: 'success', createdAt: day(at) }],
    });
    const { deploymentOf } = findDeployedBy({
      deployments: [deployed('d1', 'base', '03-23 08:00'), deployed('d2', 'r4', '03-23 12:00')],
      graph,
      pullRequests: [{ id: 'pr', mergeCommitSha: 'r4', baseBranch: 'main' }],
      defaultBranch: 'main',
      rule: defaultDeploymentRule,
    });
    const history = tellStory({ mergedAt: '03-23 11:00', additions: 90, deletions: 10 });
    const deployment = deploymentOf.get('pr') ?? null;
    const facts = deriveFacts({ ...history, deployment }, defaultFactRules);
    expect(facts).toMatchObject({ deployedAt: day('03-23 12:00'), size: 100 });
  });

  test('DST week, review Sunday to Monday: hours are those of the local clock', () => {
    const calendar = { ...defaultFactRules.calendar, timeZone: 'Europe/Berlin' };
    const facts = derive(
      { createdAt: '03-29 00:30', reviews: [{ by: 'olu', at: '03-30 08:00' }] },
      { ...defaultFactRules, calendar },
    );
    // 01:30 on the night that has no 02:30, to 10:00 on Monday: 31 h 30 min by the wall, one hour of Monday’s office hours.
    expect(facts).toMatchObject({ pickupSeconds: 31.5 * HOUR, pickupWorkSeconds: HOUR });
  });

  test('median [1,2,3,4]: 2.5', () => {
    expect(percentile([1, 2, 3, 4], 0.5)).toBe(2.5);
  });

  test.each([
    [0, null],
    [3, 2 * HOUR],
  ])('n = %i: no percentile; none at all or dots only', (n, mean) => {
    const pullRequests = Array.from({ length: n }, (_, index) =>
      derive({ reviews: [{ by: 'olu', at: `03-23 ${10 + index}:00` }] }),
    );
    const week = [
      wholePeriod(day('03-23 00:00').getTime() / 1000, day('03-30 00:00').getTime() / 1000),
    ];
    const question = { metric: 'pickup', clock: 'wall', now: null } as const;
    const { calendar } = defaultFactRules;
    expect(summariseDurations(pullRequests, week, { ...question, calendar })).toMatchObject([
      { n, mean, p50: null, p75: null, p90: null, interval80: null },
    ]);
  });
});
