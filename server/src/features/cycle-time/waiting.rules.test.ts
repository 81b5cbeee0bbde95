import { defaultFactRules } from '@bellwether/shared/pull-requests/fact-rules';
import type {
  PullRequestHistory,
  ReviewRow,
  ReviewState,
} from '@bellwether/shared/pull-requests/pull-request-history';
import { readPullRequest } from '@bellwether/shared/pull-requests/read-pull-request';
import { instantOf } from '@bellwether/shared/time/instant';
import { describe, expect, it } from 'vitest';
import { readWait } from './waiting.rules.ts';

/** Hours after the opening on Monday 2 March 2026, 09:00 UTC. */
function at(hour: number): Date {
  return new Date(Date.UTC(2026, 2, 2, 9) + hour * 3_600_000);
}

const people = ['ada', 'noor', 'kim'];
const bot = { id: 'U_bot', login: 'coderabbitai', type: 'Bot' };

const opened: PullRequestHistory = {
  pullRequest: {
    id: 'PR_1',
    repositoryId: 'R_1',
    number: 1,
    title: 'A change',
    url: 'https://github.com/acme/shop/pull/1',
    authorId: 'U_ada',
    state: 'open',
    isDraft: false,
    baseBranch: 'main',
    headBranch: 'change',
    headSha: 'c0',
    mergeCommitSha: null,
    createdAt: at(0),
    updatedAt: at(0),
    mergedAt: null,
    closedAt: null,
    additions: 1,
    deletions: 0,
    changedFiles: 1,
  },
  teams: new Map(),
  accounts: new Map([
    ...people.map((login) => [`U_${login}`, { id: `U_${login}`, login, type: 'User' }] as const),
    [bot.id, bot],
  ]),
  reviews: [],
  reviewComments: [],
  issueComments: [],
  commits: [],
  files: [],
  timelineEvents: [],
  labels: [],
  repository: { owner: 'acme', name: 'shop', defaultBranch: 'main', generatedPatterns: [] },
  deployment: null,
};

let reviewNumber = 0;

function review(login: string, state: ReviewState, hour: number): ReviewRow {
  reviewNumber += 1;
  return {
    id: `PRR_${reviewNumber}`,
    databaseId: reviewNumber,
    authorId: `U_${login}`,
    state,
    submittedAt: at(hour),
    commitSha: null,
  };
}

function event(kind: string, hour: number) {
  return {
    id: `TE_${kind}_${hour}`,
    kind,
    actorId: 'U_ada',
    occurredAt: at(hour),
    subject: null,
    beforeSha: null,
    afterSha: null,
  };
}

function inlineComment(on: ReviewRow) {
  return {
    id: `PRRC_${on.databaseId}`,
    reviewDatabaseId: on.databaseId,
    authorId: on.authorId,
    path: 'a.ts',
    createdAt: on.submittedAt,
  };
}

function waitOf(said: Partial<PullRequestHistory>, asked: string[] = [], hour = 100) {
  const reading = readPullRequest({ ...opened, ...said }, defaultFactRules);
  return readWait(reading, asked, instantOf(at(hour)));
}

const hours = (count: number) => count * 3_600;

describe('readWait', () => {
  it('waits for a first review since it was ready, on whoever was asked', () => {
    expect(waitOf({}, ['noor', 'acme/core'])).toEqual({
      waitsFor: 'first-review',
      waitsOn: ['noor', 'acme/core'],
      since: instantOf(at(0)),
      seconds: hours(100),
    });
    expect(waitOf({})?.waitsOn).toEqual([]);
  });

  it('hears neither bots nor the author as a review', () => {
    const reviews = [review('bot', 'COMMENTED', 1), review('ada', 'COMMENTED', 2)];
    expect(waitOf({ reviews })?.waitsFor).toBe('first-review');
  });

  it('leaves drafts and closed spells out of the waiting time', () => {
    const timelineEvents = [
      event('ready_for_review', 10),
      event('convert_to_draft', 20),
      event('ready_for_review', 30),
      event('closed', 40),
      event('reopened', 45),
    ];
    expect(waitOf({ timelineEvents })).toMatchObject({
      since: instantOf(at(10)),
      seconds: hours(90 - 10 - 5),
    });
  });

  it('waits for the author after a change request, until a push', () => {
    const reviews = [review('noor', 'CHANGES_REQUESTED', 5), review('kim', 'APPROVED', 6)];
    expect(waitOf({ reviews }, ['kim'])).toMatchObject({
      waitsFor: 'author',
      waitsOn: ['ada'],
      since: instantOf(at(5)),
    });
    const timelineEvents = [event('head_ref_force_pushed', 9), event('head_ref_force_pushed', 12)];
    expect(waitOf({ reviews, timelineEvents }, ['kim'])).toMatchObject({
      waitsFor: 'review',
      waitsOn: ['noor', 'kim'],
      since: instantOf(at(9)),
    });
  });

  it('waits for the author again when the push was answered by another objection', () => {
    const reviews = [
      review('noor', 'CHANGES_REQUESTED', 5),
      review('noor', 'CHANGES_REQUESTED', 10),
    ];
    const timelineEvents = [event('head_ref_force_pushed', 9)];
    expect(waitOf({ reviews, timelineEvents })).toMatchObject({
      waitsFor: 'author',
      since: instantOf(at(10)),
    });
  });

  it('waits for the merge once approved, on the author, since the last approval in force', () => {
    const reviews = [review('noor', 'APPROVED', 5), review('kim', 'APPROVED', 8)];
    expect(waitOf({ reviews }, ['kim'])).toMatchObject({
      waitsFor: 'merge',
      waitsOn: ['ada'],
      since: instantOf(at(8)),
      seconds: hours(92),
    });
  });

  it('does not begin to wait before it was ready', () => {
    const reviews = [review('noor', 'APPROVED', 5)];
    const timelineEvents = [event('ready_for_review', 20)];
    expect(waitOf({ reviews, timelineEvents })).toMatchObject({
      since: instantOf(at(20)),
      seconds: hours(80),
    });
  });

  it('waits for the author after remarks in the code, and for another look after an answer', () => {
    const remark = review('noor', 'COMMENTED', 5);
    const said = { reviews: [remark], reviewComments: [inlineComment(remark)] };
    expect(waitOf(said)).toMatchObject({ waitsFor: 'author', since: instantOf(at(5)) });
    const issueComments = [{ id: 'IC_1', authorId: 'U_ada', createdAt: at(7) }];
    expect(waitOf({ ...said, issueComments }, ['noor'])).toMatchObject({
      waitsFor: 'review',
      waitsOn: ['noor'],
      since: instantOf(at(7)),
    });
  });

  it('waits for another look after a review that asks nothing', () => {
    expect(waitOf({ reviews: [review('noor', 'COMMENTED', 5)] })).toMatchObject({
      waitsFor: 'review',
      waitsOn: [],
      since: instantOf(at(5)),
    });
  });

  it('is nobody’s turn once it is closed, or while it was never ready', () => {
    const { pullRequest } = opened;
    const closed = { ...pullRequest, state: 'closed' as const, closedAt: at(50) };
    expect(waitOf({ pullRequest: closed })).toBeNull();
    expect(waitOf({ pullRequest: { ...pullRequest, isDraft: true } })).toBeNull();
  });
});
