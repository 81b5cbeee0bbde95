import { describe, expect, test } from 'vitest';
import { deriveFacts } from './derive-facts.ts';
import { explainFacts } from './explain-facts.ts';
import { defaultFactRules, type FactRules } from './fact-rules.ts';
import { day, type Story, tellStory } from './history.fixture.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';
import { readPullRequest } from './read-pull-request.ts';
import { explainSurroundings } from './receipt-surroundings.ts';
import type { ReviewTurn } from './review-turn.ts';
import type { Surroundings } from './surroundings.ts';

const HOUR = 3600;
const DAY = 86_400;

type Case = [rule: string, story: Story, expected: Partial<PullRequestFacts>];

const derive = (story: Story, rules: Partial<FactRules> = {}) =>
  deriveFacts(tellStory(story), { ...defaultFactRules, ...rules });

function holds(cases: readonly Case[]): void {
  test.each(cases)('%s', (_, story, expected) => {
    expect(derive(story)).toMatchObject(expected);
  });
}

const approvedAt = (at: string, by = 'olu') => ({ by, at, state: 'APPROVED' as const });
const objectedAt = (at: string, by = 'olu') => ({ by, at, state: 'CHANGES_REQUESTED' as const });

describe('B1: who somebody is', () => {
  holds([
    [
      'a bot is nobody’s reviewer',
      { reviews: [{ by: 'dependabot', at: '03-23 10:00' }] },
      { reviewers: 0 },
    ],
    [
      'an AI reviewer is a class of its own: no pickup, but told',
      { reviews: [approvedAt('03-23 09:01', 'coderabbitai')] },
      { firstReviewAt: null, flags: ['ai_reviewed'] },
    ],
    [
      'a deleted account throws nothing away but its own words',
      { reviews: [{ by: null, at: '03-23 09:30' }, approvedAt('03-23 10:00')] },
      { pickupSeconds: HOUR, reviewers: 1 },
    ],
  ]);
});

describe('B2: ready and draft', () => {
  holds([
    [
      'the clock starts with the first ready_for_review',
      { events: [{ kind: 'ready_for_review', at: '03-24 09:00' }] },
      { readyAt: day('03-24 09:00'), draftSeconds: DAY },
    ],
    [
      'a later draft spell is taken off the waiting, not off the lead time',
      {
        mergedAt: '03-24 12:00',
        deployedAt: '03-24 13:00',
        events: [
          { kind: 'convert_to_draft', at: '03-23 10:00' },
          { kind: 'ready_for_review', at: '03-24 10:00' },
        ],
        reviews: [approvedAt('03-24 11:00')],
      },
      { pickupSeconds: 2 * HOUR, leadTimeSeconds: DAY + 4.5 * HOUR },
    ],
    [
      'closed while a draft: no pickup sample, abandoned',
      { isDraft: true, closedAt: '03-24 09:00' },
      { pickupSeconds: null, readyAt: null, flags: ['abandoned_in_draft'] },
    ],
    [
      'reopened: one pull request, whose clock does not start again',
      {
        mergedAt: '03-24 12:00',
        events: [
          { kind: 'closed', at: '03-23 10:00' },
          { kind: 'reopened', at: '03-23 12:00' },
        ],
      },
      { readyAt: day('03-23 09:00'), parkedSeconds: 2 * HOUR, closedAt: day('03-24 12:00') },
    ],
  ]);
});

describe('B3: coding', () => {
  const old = (at: string, count: number) => Array.from({ length: count }, () => ({ at }));
  holds([
    [
      'by the author date, which a rebase leaves alone',
      { commits: [{ at: '03-20 09:00', committedAt: '03-23 08:59' }] },
      { codingSeconds: 3 * DAY },
    ],
    [
      'a commit that a force push lost still tells when work began',
      { commits: [{ at: '03-21 09:00', position: null }, { at: '03-23 08:00' }] },
      { codingSeconds: 2 * DAY },
    ],
    [
      'a few commits from months ago are set aside, and it says so',
      { commits: [{ at: '01-01 09:00' }, ...old('03-23 08:00', 5)] },
      { codingSeconds: HOUR, flags: ['coding_capped'] },
    ],
    [
      'code after the opening: 0, not unknown',
      { commits: [{ at: '03-23 12:00' }] },
      { codingSeconds: 0, flags: ['opened_before_code'] },
    ],
    [
      'merges of the base branch are ignored',
      { commits: [{ at: '03-01 09:00', parents: 2 }, { at: '03-23 08:00' }] },
      { codingSeconds: HOUR },
    ],
  ]);
});

describe('B4: pickup and first response', () => {
  const turnBack: Story['events'] = [{ kind: 'ready_for_review', at: '03-23 12:00' }];
  holds([
    [
      'a comment is a response, but no review',
      { comments: [{ by: 'olu', at: '03-23 10:00' }], reviews: [approvedAt('03-23 11:00')] },
      { firstResponseSeconds: HOUR, pickupSeconds: 2 * HOUR },
    ],
    [
      'B4.1 the author’s own review is none',
      { reviews: [{ by: 'mira', at: '03-23 10:00' }] },
      { pickupSeconds: null },
    ],
    [
      'B4.2 a review before it was ready: 0, never negative',
      { events: turnBack, reviews: [approvedAt('03-23 10:00')] },
      { pickupSeconds: 0, pickupWorkSeconds: 0, flags: ['early_review'] },
    ],
    [
      'B4.3 a review after the close is none',
      { closedAt: '03-23 10:00', reviews: [approvedAt('03-23 11:00')] },
      { pickupSeconds: null, firstReviewAt: null },
    ],
    [
      'B4.4 merged without a review: empty, not 0 and not the time to the merge',
      { mergedAt: '03-23 10:00' },
      { pickupSeconds: null, pickupWorkSeconds: null, reviewGrade: 'unreviewed' },
    ],
    [
      'B4.5 open without a review: still waiting, not answered',
      {},
      { pickupSeconds: null, state: 'open' },
    ],
    [
      'B4.7 a dismissed review was a response',
      { reviews: [{ by: 'olu', at: '03-23 10:00', state: 'DISMISSED' }] },
      { pickupSeconds: HOUR },
    ],
    [
      'B4.8 somebody who committed too is a response, but no independent review',
      {
        mergedAt: '03-23 12:00',
        commits: [{ at: '03-23 08:00' }, { at: '03-23 09:30', by: 'olu' }],
        reviews: [approvedAt('03-23 10:00')],
      },
      { pickupSeconds: HOUR, reviewGrade: 'unreviewed' },
    ],
  ]);
});

describe('B4.6: from when a first review is waited for', () => {
  const requested: Partial<FactRules> = { pickupStart: 'requested' };
  const asks = (at: string, about = 'olu') => ({ kind: 'review_requested', at, about });
  const early = { commits: [{ at: '03-23 08:30' }] };
  const reviewed = { ...early, reviews: [approvedAt('03-23 15:00')] };
  const pickupOf = (story: Story, rules = requested) => {
    const { pickupSeconds, pickupStartAt } = derive(story, rules);
    return [pickupSeconds === null ? null : pickupSeconds / HOUR, pickupStartAt];
  };

  test('is when it was ready, whoever is asked when, unless the settings say otherwise', () => {
    expect(pickupOf({ ...reviewed, events: [asks('03-23 12:00')] }, {})).toEqual([6, null]);
  });

  test.each<[name: string, story: Story, expected: [hours: number | null, startAt: string | null]]>(
    [
      [
        'the first request',
        { ...reviewed, events: [asks('03-23 12:00'), asks('03-23 13:00', 'lena')] },
        [3, '03-23 12:00'],
      ],
      [
        'a request of a team',
        { ...reviewed, events: [asks('03-23 12:00', 'lighthouse/harbour')] },
        [3, '03-23 12:00'],
      ],
      [
        'ready, where the request came first',
        {
          ...reviewed,
          isDraft: true,
          events: [asks('03-23 10:00'), { kind: 'ready_for_review', at: '03-23 11:00' }],
        },
        [4, null],
      ],
      [
        'ready, where a machine alone was asked',
        { ...reviewed, events: [asks('03-23 12:00', 'coderabbitai')] },
        [6, null],
      ],
      ['ready, where nobody was asked and nothing pushed after it', reviewed, [6, null]],
      [
        'the last commit before the review, where nobody was asked',
        {
          ...reviewed,
          commits: [{ at: '03-23 08:30' }, { at: '03-23 11:00' }, { at: '03-23 16:00' }],
        },
        [4, '03-23 11:00'],
      ],
      [
        'that commit, where the request came after the review',
        { ...reviewed, commits: [{ at: '03-23 11:00' }], events: [asks('03-23 15:30')] },
        [4, '03-23 11:00'],
      ],
      [
        'that commit, where the request was earlier',
        { ...reviewed, commits: [{ at: '03-23 11:00' }], events: [asks('03-23 10:00')] },
        [4, '03-23 11:00'],
      ],
      [
        'the request, while no review has come',
        { ...early, events: [asks('03-23 12:00')] },
        [null, '03-23 12:00'],
      ],
      ['ready, while nobody was asked and no review has come', early, [null, null]],
      [
        'ready, for a review that came before it',
        {
          ...early,
          isDraft: true,
          reviews: [approvedAt('03-23 10:00')],
          events: [{ kind: 'ready_for_review', at: '03-23 11:00' }, asks('03-23 12:00')],
        },
        [0, null],
      ],
    ],
  )('requested: is %s', (_, story, [hours, startAt]) => {
    expect(pickupOf(story)).toEqual([hours, startAt === null ? null : day(startAt)]);
  });

  test('a word before the request is a response without a wait; no other stage moves', () => {
    const story: Story = {
      ...{ ...reviewed, mergedAt: '03-23 16:00', events: [asks('03-23 12:00')] },
      comments: [{ by: 'lena', at: '03-23 10:00' }],
    };
    expect(derive(story, requested)).toEqual({
      ...derive(story),
      pickupStartAt: day('03-23 12:00'),
      ...{ pickupSeconds: 3 * HOUR, pickupWorkSeconds: 3 * HOUR },
      ...{ firstResponseSeconds: 0, firstResponseWorkSeconds: 0 },
    });
  });

  test('the receipt begins with what it is waited for from', () => {
    const receiptOf = (story: Story) =>
      explainFacts(tellStory(story), { ...defaultFactRules, ...requested }).find(
        ({ metric }) => metric === 'pickup',
      );
    const asked = receiptOf({ ...reviewed, events: [asks('03-23 12:00')] });
    expect(asked?.steps[0]).toMatchObject({
      text: 'A review was asked for',
      rule: 'B4.6',
      effect: 'start',
    });
    expect(asked?.arithmetic).toBe('asked for a review to first review: 3 h');
    const pushed = receiptOf({ ...reviewed, commits: [{ at: '03-23 11:00' }] });
    expect(pushed?.steps[0]?.text).toMatch(/^The last commit before the first review/);
  });
});

describe('B5: turns of review requests', () => {
  const asked = (at: string, about: string) => ({ kind: 'review_requested', at, about });
  const takenBack = (at: string, about: string) => ({ kind: 'review_request_removed', at, about });
  const turns = (story: Story) =>
    derive(story).reviewTurns.map(
      ({ reviewerName, outcome, requestedAt, endedAt, answeredById }) => [
        ...[reviewerName, requestedAt.toISOString().slice(5, 16), outcome],
        ...[endedAt?.toISOString().slice(5, 16) ?? null, answeredById],
      ],
    );

  test('a request ends at that reviewer’s next review, not at another’s', () => {
    const story: Story = {
      events: [asked('03-23 09:00', 'olu')],
      reviews: [approvedAt('03-23 10:00', 'tomas'), approvedAt('03-23 11:00', 'olu')],
    };
    expect(turns(story)).toEqual([['olu', '03-23T09:00', 'answered', '03-23T11:00', 'olu']]);
  });

  test('a request made again after an answer is a turn of its own', () => {
    const story: Story = {
      events: [asked('03-23 09:00', 'olu'), asked('03-23 12:00', 'olu')],
      reviews: [objectedAt('03-23 11:00'), approvedAt('03-23 15:00')],
    };
    expect(turns(story)).toEqual([
      ['olu', '03-23T09:00', 'answered', '03-23T11:00', 'olu'],
      ['olu', '03-23T12:00', 'answered', '03-23T15:00', 'olu'],
    ]);
  });

  test('a request repeated while it waits is the same turn', () => {
    const story: Story = { events: [asked('03-23 09:00', 'olu'), asked('03-23 10:00', 'OLU')] };
    expect(turns(story)).toEqual([['olu', '03-23T09:00', 'open', null, null]]);
  });

  test('ten steps: asked, answered, pushed, asked again, taken back, asked, merged', () => {
    const story: Story = {
      mergedAt: '03-25 12:00',
      events: [
        asked('03-23 09:00', 'olu'),
        asked('03-23 09:00', 'tomas'),
        asked('03-24 09:00', 'olu'),
        takenBack('03-24 10:00', 'olu'),
        asked('03-25 09:00', 'olu'),
      ],
      reviews: [objectedAt('03-23 11:00'), approvedAt('03-23 12:00', 'lena')],
    };
    expect(turns(story)).toEqual([
      ['olu', '03-23T09:00', 'answered', '03-23T11:00', 'olu'],
      ['tomas', '03-23T09:00', 'closed', '03-25T12:00', null],
      ['olu', '03-24T09:00', 'removed', '03-24T10:00', null],
      ['olu', '03-25T09:00', 'closed', '03-25T12:00', null],
    ]);
  });

  test('a team’s request is settled by the first of its members, and charges nobody else', () => {
    const story: Story = {
      events: [asked('03-23 09:00', 'Lighthouse/harbour')],
      reviews: [
        approvedAt('03-23 10:00', 'tomas'),
        { by: 'mira', at: '03-23 10:30' },
        approvedAt('03-23 11:00', 'lena'),
        approvedAt('03-23 12:00', 'olu'),
      ],
    };
    const expected: Partial<ReviewTurn> = {
      reviewerKind: 'team',
      reviewerId: 'T_harbour',
      reviewerName: 'Lighthouse/harbour',
      outcome: 'answered',
      answeredById: 'lena',
    };
    expect(derive(story).reviewTurns).toMatchObject([expected]);
  });

  test('a team that is not known is settled by nobody: it waits, or ends with the pull request', () => {
    const story: Story = {
      events: [asked('03-23 09:00', 'other/team')],
      reviews: [approvedAt('03-23 10:00')],
    };
    expect(derive(story).reviewTurns).toMatchObject([{ reviewerId: null, outcome: 'open' }]);
    expect(derive({ ...story, mergedAt: '03-23 12:00' }).reviewTurns).toMatchObject([
      { reviewerId: null, outcome: 'closed', endedAt: day('03-23 12:00') },
    ]);
  });

  test('a request after the end asks for nothing that waits; being closed for a while ends none', () => {
    const late: Story = { mergedAt: '03-23 10:00', events: [asked('03-23 11:00', 'olu')] };
    expect(turns(late)).toEqual([]);
    const parked: Story = {
      events: [
        asked('03-23 09:00', 'olu'),
        { kind: 'closed', at: '03-23 10:00' },
        { kind: 'reopened', at: '03-24 10:00' },
      ],
    };
    expect(turns(parked)).toEqual([['olu', '03-23T09:00', 'open', null, null]]);
  });

  test('every review by someone else is kept for review load, those after the end too (C21)', () => {
    const facts = derive({
      mergedAt: '03-23 12:00',
      reviews: [
        { by: 'olu', at: '03-23 10:00' },
        { by: 'mira', at: '03-23 10:30' },
        { by: 'coderabbitai', at: '03-23 10:40' },
        approvedAt('03-23 11:00'),
        approvedAt('03-23 13:00', 'tomas'),
      ],
    });
    expect(facts).toMatchObject({
      reviewerIds: ['olu', 'olu', 'tomas'],
      reviewedAts: [day('03-23 10:00'), day('03-23 11:00'), day('03-23 13:00')],
      lastReviewedAt: day('03-23 13:00'),
      reviewers: 1,
    });
    expect(derive({})).toMatchObject({ reviewerIds: [], reviewedAts: [], lastReviewedAt: null });
  });
});

describe('B6: rework', () => {
  const push = (at: string) => ({ at });
  holds([
    [
      'cycles alternate: blocked, pushed, blocked, pushed; the most of one reviewer is told',
      {
        mergedAt: '03-23 17:00',
        commits: [
          push('03-23 08:00'),
          push('03-23 11:00'),
          push('03-23 13:00'),
          push('03-23 15:00'),
        ],
        reviews: [
          objectedAt('03-23 10:00', 'olu'),
          objectedAt('03-23 12:00', 'tomas'),
          objectedAt('03-23 14:00', 'olu'),
          approvedAt('03-23 16:00', 'olu'),
          approvedAt('03-23 16:30', 'tomas'),
        ],
      },
      {
        reworkCycles: 3,
        mostCyclesOfReviewer: 2,
        reworkSeconds: 6.5 * HOUR,
        reworkWorkSeconds: 6.5 * HOUR,
      },
    ],
    [
      'pushes of base merges do not count, a force push does',
      {
        commits: [push('03-23 08:00'), { at: '03-23 11:00', parents: 2 }],
        events: [{ kind: 'head_ref_force_pushed', at: '03-23 12:00' }],
        reviews: [objectedAt('03-23 10:00')],
      },
      { reworkCycles: 1, mostCyclesOfReviewer: 1 },
    ],
    [
      'the first review approved: no rework time',
      {
        reviews: [approvedAt('03-23 10:00'), objectedAt('03-23 11:00'), approvedAt('03-23 12:00')],
      },
      { reworkSeconds: 0, reworkWorkSeconds: 0 },
    ],
    [
      'a comment without a remark in the code blocks nothing',
      { reviews: [{ by: 'olu', at: '03-23 10:00' }, approvedAt('03-23 12:00')] },
      { reworkSeconds: 0, reworkCycles: 0 },
    ],
    [
      'no approval: unknown',
      { reviews: [objectedAt('03-23 10:00')] },
      { reworkSeconds: null, reworkWorkSeconds: null },
    ],
    [
      'drafts in between are no rework',
      {
        events: [
          { kind: 'convert_to_draft', at: '03-23 11:00' },
          { kind: 'ready_for_review', at: '03-23 13:00' },
        ],
        reviews: [objectedAt('03-23 10:00'), approvedAt('03-23 14:00')],
      },
      { reworkSeconds: 2 * HOUR, reviewSeconds: 2 * HOUR },
    ],
    [
      'nobody reviewed: unknown',
      {},
      { reworkCycles: null, mostCyclesOfReviewer: null, reworkSeconds: null },
    ],
  ]);
});

describe('B7: approvals', () => {
  holds([
    [
      'first and final approval differ',
      { reviews: [approvedAt('03-23 10:00'), approvedAt('03-23 12:00', 'tomas')] },
      {
        firstApprovalAt: day('03-23 10:00'),
        finalApprovalAt: day('03-23 12:00'),
        reviewSeconds: 2 * HOUR,
      },
    ],
    [
      'a comment after an approval changes nobody’s word',
      { reviews: [approvedAt('03-23 10:00'), { by: 'olu', at: '03-23 11:00' }] },
      { finalApprovalAt: day('03-23 10:00') },
    ],
    [
      'approved after the merge: no merge wait',
      { mergedAt: '03-23 10:00', reviews: [approvedAt('03-23 11:00')] },
      { mergeWaitSeconds: null },
    ],
  ]);
});

describe('B8: whole measures are end − start, not the sum of the stages', () => {
  holds([
    [
      'a draft counts in the lead time and the review cycle',
      {
        mergedAt: '03-25 09:00',
        deployedAt: '03-26 09:00',
        commits: [{ at: '03-22 09:00' }],
        events: [
          { kind: 'convert_to_draft', at: '03-23 10:00' },
          { kind: 'ready_for_review', at: '03-24 10:00' },
        ],
        reviews: [approvedAt('03-24 11:00')],
      },
      {
        reviewCycleSeconds: 2 * DAY,
        timeToMergeSeconds: 2 * DAY,
        mergeToProductionSeconds: DAY,
        leadTimeSeconds: 4 * DAY,
      },
    ],
    [
      'what is not deployed has no lead time, not a smaller one',
      { mergedAt: '03-23 12:00' },
      { leadTimeSeconds: null, leadTimeWorkSeconds: null, mergeToProductionSeconds: null },
    ],
  ]);
});

describe('B10: size and complexity', () => {
  const changed = (...files: [string, number, number][]): Story => ({
    additions: files.reduce((sum, [, additions]) => sum + additions, 0),
    deletions: files.reduce((sum, [, , deletions]) => sum + deletions, 0),
    files,
  });
  const factors = (story: Story, rules?: Partial<FactRules>) =>
    Object.fromEntries(
      derive(story, rules).complexityFactors.map(({ kind, points }) => [kind, points]),
    );

  test('lock files and generated code are no size, but the raw size is kept', () => {
    const facts = derive(changed(['src/a.ts', 7, 0], ['yarn.lock', 400, 100]));
    expect(facts).toMatchObject({ size: 7, additions: 407, deletions: 100 });
  });

  test('is log₂ of the size and the modules: 3 + 1 = 4, a light review', () => {
    const facts = derive(changed(['src/a.ts', 5, 2]));
    expect(facts).toMatchObject({ complexity: 4, tier: 'light' });
    expect(facts.complexityFactors).toEqual([
      { kind: 'size', points: 3, amount: 7, examples: [] },
      { kind: 'modules', points: 1, amount: 1, examples: ['src'] },
    ]);
  });

  test.each([
    ['public-api', 'src/api/tides.ts', 2],
    ['contract', 'shared/openapi.yaml', 3],
    ['migration', 'prisma/migrations/1/migration.sql', 3],
    ['auth', 'src/user-login.ts', 3],
    ['auth', 'src/oauthCallback/passwordReset.ts', 3],
    ['infrastructure', '.github/workflows/ci.yml', 2],
    ['infrastructure', 'deploy/Dockerfile', 2],
  ])('%s is known by %s', (kind, path, points) => {
    expect(factors(changed([path, 1, 0]))[kind]).toBe(points);
  });

  test.each(['src/authors.ts', 'src/apiary.ts', 'docs/blogin.md', 'vendor/migrations/1.sql'])(
    '%s is none of them',
    (path) => {
      expect(Object.keys(factors(changed([path, 1, 0])))).not.toContain('auth');
      expect(Object.keys(factors(changed([path, 1, 0])))).not.toContain('migration');
      expect(Object.keys(factors(changed([path, 1, 0])))).not.toContain('public-api');
    },
  );

  test('an area counts once, however many of its files changed', () => {
    const one = factors(changed(['db/migrations/1.sql', 1, 0]));
    const two = factors(changed(['db/migrations/1.sql', 1, 0], ['db/migrations/2.sql', 0, 0]));
    expect(two).toEqual(one);
  });

  test('a manifest with its lock file is a dependency, one of them alone is none', () => {
    expect(factors(changed(['package.json', 1, 1], ['pnpm-lock.yaml', 9, 9])).dependency).toBe(2);
    expect(factors(changed(['package.json', 1, 1])).dependency).toBeUndefined();
    expect(factors(changed(['pnpm-lock.yaml', 9, 9])).dependency).toBeUndefined();
  });

  test('modules are top folders; below src, packages and the like the folders in them', () => {
    const story = changed(
      ['src/wallet/a.ts', 1, 0],
      ['src/gui/b.ts', 1, 0],
      ['packages/core/c.ts', 1, 0],
      ['docs/d.md', 1, 0],
      ['README.md', 1, 0],
    );
    expect(derive(story).complexityFactors.find(({ kind }) => kind === 'modules')).toEqual({
      kind: 'modules',
      points: 5,
      amount: 5,
      examples: ['/', 'docs', 'packages/core'],
    });
  });

  test('weights and borders of the tiers are rules: the same change may ask for another review', () => {
    const story = changed(['src/a.ts', 127, 0]);
    expect(derive(story)).toMatchObject({ complexity: 8, tier: 'standard' });
    const complexity = { ...defaultFactRules.complexity, sizeWeight: 2 };
    expect(derive(story, { complexity })).toMatchObject({ complexity: 15, tier: 'deep' });
    const tierFrom = { standard: 9, deep: 12 };
    const later = { ...defaultFactRules.complexity, tierFrom };
    expect(derive(story, { complexity: later }).tier).toBe('light');
  });

  test('nothing changed: no complexity, a light review', () => {
    expect(derive({ additions: 0, deletions: 0 })).toMatchObject({
      ...{ complexity: 0, complexityFactors: [], tier: 'light' },
    });
  });
});

describe('signs of an AI agent', () => {
  test.each<[string, Story, boolean]>([
    ['its branch', { headBranch: 'Copilot/fix-tides' }, true],
    ['its label', { labels: ['AI-assisted'] }, true],
    ['its author', { authorId: 'coderabbitai' }, true],
    ['a commit', { commits: [{ at: '03-23 08:00', by: 'coderabbitai' }] }, true],
    ['a word in the middle of a branch says nothing', { headBranch: 'fix/copilot/x' }, false],
    [
      'a review by one says nothing',
      { reviews: [approvedAt('03-23 10:00', 'coderabbitai')] },
      false,
    ],
  ])('%s', (_, story, expected) => {
    expect(derive(story).isAiAssisted).toBe(expected);
  });
});

describe('B11: grades of merged pull requests', () => {
  holds([
    ['not merged: none', { reviews: [approvedAt('03-23 10:00')] }, { reviewGrade: null }],
    [
      'emergency, by its label',
      { mergedAt: '03-23 10:00', labels: ['Emergency'] },
      { reviewGrade: 'emergency' },
    ],
    [
      'a comment by the author or a bot is no review',
      {
        mergedAt: '03-23 10:00',
        comments: [
          { by: 'mira', at: '03-23 09:10' },
          { by: 'dependabot', at: '03-23 09:20' },
        ],
      },
      { reviewGrade: 'unreviewed' },
    ],
    [
      'approved within two minutes: in silence, whatever was said',
      {
        mergedAt: '03-23 10:00',
        comments: [{ by: 'olu', at: '03-23 09:01' }],
        reviews: [approvedAt('03-23 09:02')],
      },
      { reviewGrade: 'approved-silent' },
    ],
    [
      'somebody else said something: discussed',
      {
        mergedAt: '03-23 11:00',
        comments: [{ by: 'olu', at: '03-23 09:30' }],
        reviews: [approvedAt('03-23 10:00')],
      },
      { reviewGrade: 'discussed' },
    ],
  ]);
});

describe('B13: the work clock of every stage', () => {
  const story: Story = {
    createdAt: '03-27 14:00',
    mergedAt: '03-31 09:30',
    deployedAt: '03-31 16:00',
    commits: [{ at: '03-27 08:00' }],
    comments: [{ by: 'olu', at: '03-27 20:00' }],
    reviews: [objectedAt('03-30 10:30'), approvedAt('03-30 12:00')],
  };

  test('stands beside the wall clock for all nine, and for rework', () => {
    expect(derive(story)).toMatchObject({
      codingSeconds: 6 * HOUR,
      codingWorkSeconds: 5 * HOUR,
      pickupSeconds: 2 * DAY + 20.5 * HOUR,
      pickupWorkSeconds: 4.5 * HOUR,
      firstResponseSeconds: 6 * HOUR,
      firstResponseWorkSeconds: 3 * HOUR,
      reviewSeconds: 1.5 * HOUR,
      reviewWorkSeconds: 1.5 * HOUR,
      mergeWaitSeconds: 21.5 * HOUR,
      mergeWaitWorkSeconds: 5.5 * HOUR,
      reviewCycleSeconds: 3 * DAY + 19.5 * HOUR,
      reviewCycleWorkSeconds: 11.5 * HOUR,
      timeToMergeSeconds: 3 * DAY + 19.5 * HOUR,
      timeToMergeWorkSeconds: 11.5 * HOUR,
      mergeToProductionSeconds: 6.5 * HOUR,
      mergeToProductionWorkSeconds: 6.5 * HOUR,
      leadTimeSeconds: 4 * DAY + 8 * HOUR,
      leadTimeWorkSeconds: 23 * HOUR,
      reworkSeconds: 1.5 * HOUR,
      reworkWorkSeconds: 1.5 * HOUR,
    });
  });

  test('follows the hours of the author’s team where it has its own, and tells whose they are', () => {
    const { calendar } = defaultFactRules;
    const berlin = { ...calendar, timeZone: 'Europe/Berlin', holidaysOn: ['2026-03-30'] };
    const authorCalendars = new Map([['mira', berlin]]);
    // Friday 15:00–17:00 in Berlin; Monday is a holiday there.
    expect(derive(story, { authorCalendars }).pickupWorkSeconds).toBe(2 * HOUR);
    const other = new Map([['olu', berlin]]);
    expect(derive(story, { authorCalendars: other }).pickupWorkSeconds).toBe(4.5 * HOUR);
    const work = explainFacts(tellStory(story), { ...defaultFactRules, authorCalendars }).find(
      ({ metric, clock }) => metric === 'pickup' && clock === 'work',
    );
    expect(work?.arithmetic).toBe('Fri 15:00–17:00 2 h = 2 h (Europe/Berlin, Mon–Fri 09:00–17:00)');
    expect(work?.steps[0]?.text).toBe(
      'The hours of the author’s team: Mon–Fri 09:00–17:00 in Europe/Berlin, 1 holiday',
    );
  });

  test('the sum can be checked by hand, day by day', () => {
    const work = explainFacts(tellStory(story), defaultFactRules).find(
      ({ metric, clock }) => metric === 'pickup' && clock === 'work',
    );
    expect(work?.arithmetic).toBe(
      'Fri 14:00–17:00 3 h + Mon 09:00–10:30 1 h 30 min = 4 h 30 min (UTC, Mon–Fri 09:00–17:00)',
    );
  });

  test('of weeks the days in between are counted by their length', () => {
    const long = { ...story, createdAt: '03-09 14:00', commits: [{ at: '03-09 13:00' }] };
    const work = explainFacts(tellStory(long), defaultFactRules).find(
      ({ metric, clock }) => metric === 'pickup' && clock === 'work',
    );
    expect(work?.value).toBe((3 + 14 * 8 + 1.5) * HOUR);
    expect(work?.arithmetic).toBe(
      'Mon 9 Mar 14:00–17:00 3 h + 14 × 8 h + Mon 30 Mar 09:00–10:30 1 h 30 min = 116 h 30 min ' +
        '(UTC, Mon–Fri 09:00–17:00)',
    );
  });

  test('a stage without an end has neither clock', () => {
    const { pickupWorkSeconds, reviewWorkSeconds } = derive({});
    expect([pickupWorkSeconds, reviewWorkSeconds]).toEqual([null, null]);
  });
});

describe('B7: what changed since the approval', () => {
  const staleOf = (story: Story) =>
    explainFacts(tellStory(story), defaultFactRules).find(
      ({ metric }) => metric === 'changed-since-approval',
    );
  const commits = [
    { at: '03-23 08:30' },
    { at: '03-23 12:00' },
    { at: '03-23 13:00', parents: 2 },
    { at: '03-23 14:00' },
  ];
  const approved = {
    reviews: [{ ...approvedAt('03-23 11:00'), sha: 'sha1' }],
    mergedAt: '03-23 16:00',
  };

  test('is told beside the flag alone', () => {
    expect(staleOf({ ...approved, commits: commits.slice(0, 1) })).toBeUndefined();
    expect(derive({ ...approved, commits }).flags).toContain('approval_stale');
  });

  test('lists what came after it; by how many lines is not known, and said so', () => {
    expect(staleOf({ ...approved, commits })).toMatchObject({
      ...{ value: null, unit: 'lines', rule: 'B7' },
      whyNull:
        'The 2 commits after the approval are listed without their size, so it is not known by how many lines.',
    });
    expect(staleOf({ ...approved, commits })?.steps.map(({ text }) => text)).toEqual([
      'olu approved sha1',
      'Commit sha2',
      'Another branch merged in sha3',
      'Commit sha4',
      'Merged with sha4 as its head: the difference, on GitHub',
    ]);
    expect(staleOf({ ...approved, commits })?.steps.at(-1)?.url).toBe(
      'https://github.com/lighthouse/ferry/compare/sha1..sha4',
    );
  });

  test('is lost with a commit that a force push replaced', () => {
    const replaced = {
      ...approved,
      reviews: [{ ...approvedAt('03-23 11:00'), sha: 'gone' }],
      commits,
    };
    expect(staleOf(replaced)?.whyNull).toMatch(/no part of it any more/);
  });
});

describe('B10: knowledge risk and open incidents', () => {
  const story: Story = {
    ...{ createdAt: '03-23 09:00', additions: 913, deletions: 905 },
    files: [
      ['src/engine.ts', 10, 5],
      ['src/brand-new.ts', 3, 0],
      ['package-lock.json', 900, 900],
    ],
  };
  const changedBy = (path: string, ...times: [person: string, at: string][]) =>
    times.map(([person, at]) => ({ path, person, mergedAt: day(at) }));
  const thrice = changedBy(
    'src/engine.ts',
    ['olu', '03-01 09:00'],
    ['olu', '03-02 09:00'],
    ['ines', '03-03 09:00'],
  );
  const around = (surroundings: Partial<Surroundings>, told: Story = story) =>
    explainSurroundings(readPullRequest(tellStory(told), defaultFactRules), {
      ...{ changes: [], incidents: [] },
      ...surroundings,
    });

  test('a file that two people alone changed before is a risk, told with its path and never with their names', () => {
    const receipt = around({ changes: thrice });
    expect(receipt).toMatchObject({
      metric: 'surroundings',
      value: 2,
      arithmetic: '2 = 2',
      rule: 'B10',
    });
    expect(receipt.steps[0]?.text).toBe(
      '1 file that 2 people at most had changed, 3 times or more: 2 (src/engine.ts)',
    );
    expect(JSON.stringify(receipt)).not.toMatch(/olu|ines/);
  });

  test.each([
    [
      'a third person changed it too',
      [...thrice, ...changedBy('src/engine.ts', ['lena', '03-04 09:00'])],
    ],
    ['it was changed too seldom to say', thrice.slice(0, 2)],
    [
      'the changes came later',
      thrice.map((change) => ({ ...change, mergedAt: day('03-23 10:00') })),
    ],
    [
      'it is another file, or one that nobody writes',
      [...thrice.map((change) => ({ ...change, path: 'package-lock.json' }))],
    ],
  ])('it is none where %s', (_, changes) => {
    expect(around({ changes })).toMatchObject({ value: 0, steps: [] });
  });

  test('a change of somebody third after it was ready does not take the risk away', () => {
    const later = changedBy('src/engine.ts', ['lena', '03-24 09:00'], ['mira', '03-25 09:00']);
    expect(around({ changes: [...thrice, ...later] }).value).toBe(2);
  });

  test.each([
    ['open when it was ready', '03-22 09:00', null, 3],
    ['over before', '03-22 09:00', '03-23 08:59', 0],
    ['over at that second', '03-22 09:00', '03-23 09:00', 0],
    ['over later', '03-22 09:00', '03-23 12:00', 3],
    ['known of later', '03-23 09:01', null, 0],
  ])('an incident that was %s', (_, knownAt, endedAt, points) => {
    const incidents = [{ knownAt: day(knownAt), endedAt: endedAt === null ? null : day(endedAt) }];
    expect(around({ incidents }).value).toBe(points);
  });

  test('both add up, and what they ask for together with the change is said; the facts stay as they are', () => {
    const incidents = [{ knownAt: day('03-22 09:00'), endedAt: null }];
    const receipt = around({ changes: thrice, incidents });
    const { complexity } = derive(story);
    expect(receipt).toMatchObject({ value: 5, arithmetic: '2 + 3 = 5' });
    expect(receipt.steps.at(-1)?.text).toBe(
      `With its complexity: ${Math.round((complexity + 5) * 100) / 100}, which asks for a standard review`,
    );
  });
});

describe('B13: whose hours a first review is waited for by', () => {
  const { calendar } = defaultFactRules;
  const inZone = (timeZone: string) => ({ ...calendar, timeZone });
  /** 09:00–17:00 in March: 08–16, 13–21 and 00–08 UTC. */
  const [berlin, newYork, tokyo] = ['Europe/Berlin', 'America/New_York', 'Asia/Tokyo'].map(inZone);
  if (berlin === undefined || newYork === undefined || tokyo === undefined) {
    throw new Error('three zones');
  }
  /** Monday 09:00 to Tuesday 09:00 UTC: 8 hours by the organisation's calendar. */
  const story: Story = { reviews: [approvedAt('03-24 09:00', 'ines')], mergedAt: '03-24 12:00' };
  const asks = (about: string, at = '03-23 09:30', kind = 'review_requested') => ({
    ...{ kind, at, about },
  });
  const personCalendars = new Map([
    ['olu', newYork],
    ['ines', tokyo],
  ]);
  const own = { personCalendars };
  const pickup = (told: Story, rules: Partial<FactRules>) =>
    (derive(told, rules).pickupWorkSeconds ?? Number.NaN) / HOUR;
  const receipt = (told: Story, rules: Partial<FactRules>) =>
    explainFacts(tellStory(told), { ...defaultFactRules, ...rules }).find(
      ({ metric, clock }) => metric === 'pickup' && clock === 'work',
    );

  test('of anybody who was asked one by one: their hours together, each hour once', () => {
    expect(pickup({ ...story, events: [asks('olu')] }, own)).toBe(8);
    // New York 13–21 and Tokyo 00–08.
    expect(pickup({ ...story, events: [asks('olu'), asks('ines')] }, own)).toBe(16);
    // Tomas said nothing: he keeps the organisation's hours, 09–17, beside New York's.
    expect(pickup({ ...story, events: [asks('olu'), asks('tomas')] }, own)).toBe(12);
  });

  test('only pickup and first response follow them', () => {
    const asked = { ...story, events: [asks('olu'), asks('ines')] };
    expect(derive(asked, own)).toEqual({
      ...derive(asked),
      ...{ pickupWorkSeconds: 16 * HOUR, firstResponseWorkSeconds: 16 * HOUR },
    });
  });

  test.each([
    ['who was asked after the first review', [asks('olu', '03-24 10:00')]],
    [
      'whose request was taken back before it',
      [asks('olu'), asks('olu', '03-23 12:00', 'review_request_removed')],
    ],
    [
      'a machine, a team, the author, or a login that nobody has',
      [asks('coderabbitai'), asks('lighthouse/harbour'), asks('mira'), asks('nobody')],
    ],
  ])('not of %s', (_, events) => {
    const everybody = new Map(
      ['olu', 'coderabbitai', 'mira', 'nobody', 'lena'].map((id) => [id, newYork]),
    );
    expect(derive({ ...story, events }, { personCalendars: everybody }).askedIds).toEqual([]);
    expect(pickup({ ...story, events }, { personCalendars: everybody })).toBe(8);
  });

  test('where nobody was asked, of the other people on the author’s teams, and never of the author', () => {
    const team = [['mira', 'mira-2'], ['olu'], ['ines']];
    const teamsOfAuthors = new Map(team.flat().map((id) => [id, [team]]));
    const rules = {
      teamsOfAuthors,
      personCalendars: new Map([...personCalendars, ['mira', berlin]]),
    };
    expect(pickup(story, rules)).toBe(16);
    expect(pickup({ ...story, authorId: 'tomas' }, rules)).toBe(8);
    expect(pickup({ ...story, events: [asks('olu')] }, rules)).toBe(8);
  });

  test('where none of them said when they work, as all other stages: of the author’s team', () => {
    const authorCalendars = new Map([['mira', berlin]]);
    expect(pickup({ ...story, events: [asks('tomas')] }, { authorCalendars })).toBe(8);
    const late = { ...story, createdAt: '03-23 16:00', commits: [{ at: '03-23 15:00' }] };
    // From 16:00 UTC to 09:00: an hour of Tuesday in Berlin; an hour of Monday in UTC.
    const monday = { ...late, reviews: [approvedAt('03-24 08:30', 'ines')] };
    expect(pickup({ ...monday, events: [asks('tomas', '03-23 16:30')] }, { authorCalendars })).toBe(
      0.5,
    );
    expect(pickup(monday, {})).toBe(1);
  });

  test('the receipt says whose hours they are: who was asked by name, a team by how many', () => {
    const asked = receipt({ ...story, events: [asks('olu'), asks('ines')] }, own);
    expect(asked?.steps[0]?.text).toBe('The hours of any of ines, olu');
    expect(asked?.arithmetic).toBe(
      'Mon 13:00–21:00 8 h + Tue 00:00–08:00 8 h = 16 h (UTC, hours of any of ines, olu)',
    );
    expect(receipt({ ...story, events: [asks('olu')] }, own)?.steps[0]?.text).toBe(
      'The hours of olu',
    );
    const team = [['mira'], ['olu'], ['ines']];
    const work = receipt(story, { ...own, teamsOfAuthors: new Map([['mira', [team]]]) });
    expect(work?.steps[0]?.text).toBe('The hours of any of the 2 others on the author’s team');
    expect(JSON.stringify(work)).not.toMatch(/olu|Tokyo|New_York/);
  });

  test('everybody’s days away are nobody’s hours', () => {
    const away = { ...newYork, holidaysOn: ['2026-03-23'] };
    const events = [asks('olu')];
    expect(
      derive({ ...story, events }, { personCalendars: new Map([['olu', away]]) }),
    ).toMatchObject({ pickupWorkSeconds: 0, flags: ['off_hours'] });
  });
});

describe('B14: left out', () => {
  const rule = { name: 'Releases', field: 'label', pattern: 'release' } as const;
  const exclusions = (effect: 'hide' | 'separate') => [
    { ...rule, effect, teamId: null, by: 'lena' },
  ];
  const counted = (story: Story, rules: Partial<FactRules>) =>
    explainFacts(tellStory(story), { ...defaultFactRules, ...rules }).find(
      ({ metric }) => metric === 'counted',
    );

  test.each([
    ['hide', 'in no number of the metrics'],
    ['separate', 'shown in a series of its own'],
  ] as const)('by a rule, with its effect %s: the receipt says so', (effect, words) => {
    const rules = { exclusions: exclusions(effect) };
    const story = { labels: ['Release'] };
    expect(derive(story, rules)).toMatchObject({ exclusion: 'Releases', exclusionEffect: effect });
    expect(counted(story, rules)).toMatchObject({
      value: 'No',
      steps: [{ text: `Left out by the rule “Releases”, made by lena: ${words}`, rule: 'B14' }],
    });
  });

  test('what no rule fits counts; a bot’s does not, whatever the rules', () => {
    const rules = { exclusions: exclusions('hide') };
    expect(derive({}, rules)).toMatchObject({ exclusion: null, exclusionEffect: null });
    expect(counted({}, rules)?.value).toBe('Yes');
    expect(counted({ authorId: 'dependabot' }, rules)).toMatchObject({
      value: 'No',
      steps: [{ rule: 'B1' }],
    });
  });
});
