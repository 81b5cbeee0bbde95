import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { secondsOutside } from '../time/spans.ts';
import { factsOf } from './derive-facts.ts';
import { receiptsOf } from './explain-facts.ts';
import { defaultFactRules } from './fact-rules.ts';
import { storyAccounts, tellStory } from './history.fixture.ts';
import type { PullRequestFacts } from './pull-request-facts.ts';
import type { PullRequestHistory, ReviewState } from './pull-request-history.ts';
import type { Receipt } from './pull-requests.schema.ts';
import { readPullRequest } from './read-pull-request.ts';
import { readTimeline } from './read-timeline.ts';

const opening = Date.UTC(2026, 2, 23, 9);
const minutes = (from: number, to: number) =>
  fc.integer({ min: from, max: to }).map((minute) => new Date(opening + minute * 60_000));
const anyTime = minutes(-60_000, 20_000);
const afterOpening = minutes(0, 20_000);
const who = fc.option(fc.constantFrom(...storyAccounts.keys()));
const sha = fc.constantFrom('sha1', 'sha2', 'sha3');

const review = fc.record({
  authorId: who,
  state: fc.constantFrom<ReviewState>('APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED'),
  submittedAt: afterOpening,
  commitSha: fc.option(sha),
});
const event = fc.record({
  kind: fc.constantFrom(
    'ready_for_review',
    'convert_to_draft',
    'closed',
    'reopened',
    'head_ref_force_pushed',
    'review_requested',
    'review_request_removed',
  ),
  actorId: who,
  occurredAt: afterOpening,
  subject: fc.option(
    fc.constantFrom('olu', 'TOMAS', 'somebody-gone', 'Lighthouse/Harbour', 'other/team'),
  ),
});

/** Any pile of events, likely or not: GitHub's data holds stranger ones. */
const histories = fc
  .record({
    end: fc.constantFrom('open', 'merged', 'closed'),
    endAt: afterOpening,
    isDraft: fc.boolean(),
    authorId: who,
    reviews: fc.array(review, { maxLength: 6 }),
    inline: fc.array(fc.tuple(fc.option(fc.nat(5)), who, afterOpening), { maxLength: 4 }),
    comments: fc.array(fc.tuple(who, afterOpening), { maxLength: 4 }),
    commits: fc.array(fc.tuple(anyTime, anyTime, fc.constantFrom(1, 2, null), who), {
      maxLength: 8,
    }),
    events: fc.array(event, { maxLength: 8 }),
    lines: fc.array(fc.tuple(fc.constantFrom('a.ts', 'yarn.lock', 'vendor/x.go'), fc.nat(90))),
    deployedAfter: fc.option(fc.nat(9000)),
  })
  .map(({ end, endAt, ...parts }): PullRequestHistory => {
    const base = tellStory({});
    const mergedAt = end === 'merged' ? endAt : null;
    return {
      ...base,
      pullRequest: {
        ...base.pullRequest,
        state: end as 'open',
        isDraft: parts.isDraft,
        authorId: parts.authorId,
        mergedAt,
        closedAt: end === 'open' ? null : endAt,
      },
      reviews: parts.reviews.map((row, index) => ({ ...row, id: `r${index}`, databaseId: index })),
      reviewComments: parts.inline.map(([reviewDatabaseId, authorId, createdAt], index) => ({
        id: `i${index}`,
        reviewDatabaseId,
        authorId,
        path: 'a.ts',
        createdAt,
      })),
      issueComments: parts.comments.map(([authorId, createdAt], index) => ({
        id: `c${index}`,
        authorId,
        createdAt,
      })),
      commits: parts.commits.map(([authoredAt, committedAt, parentCount, authorId], index) => ({
        sha: `sha${index}`,
        position: index % 3 === 2 ? null : index,
        authorId,
        authorEmail: null,
        authoredAt,
        committedAt,
        parentCount,
      })),
      timelineEvents: parts.events.map((row, index) => ({
        ...row,
        id: `e${index}`,
        beforeSha: null,
        afterSha: null,
      })),
      files: parts.lines.map(([path, additions]) => ({ path, additions, deletions: 0 })),
      deployment:
        mergedAt === null || parts.deployedAfter === null
          ? null
          : {
              id: 'd',
              finishedAt: new Date(mergedAt.getTime() + parts.deployedAfter * 60_000),
            },
    };
  });

const clocked = [
  'coding',
  'pickup',
  'firstResponse',
  'review',
  'mergeWait',
  'reviewCycle',
  'timeToMerge',
  'mergeToProduction',
  'leadTime',
  'rework',
] as const;

const durations = [
  ...clocked.flatMap((stage) => [`${stage}Seconds`, `${stage}WorkSeconds`] as const),
  ...(['draftSeconds', 'parkedSeconds'] as const),
];

const factOfReceipt: Record<string, (facts: PullRequestFacts) => number | string | null> = {
  coding: (facts) => facts.codingSeconds,
  'coding work': (facts) => facts.codingWorkSeconds,
  pickup: (facts) => facts.pickupSeconds,
  'pickup work': (facts) => facts.pickupWorkSeconds,
  'first-response work': (facts) => facts.firstResponseWorkSeconds,
  'review work': (facts) => facts.reviewWorkSeconds,
  'merge-wait work': (facts) => facts.mergeWaitWorkSeconds,
  'review-cycle work': (facts) => facts.reviewCycleWorkSeconds,
  'time-to-merge work': (facts) => facts.timeToMergeWorkSeconds,
  'merge-to-production work': (facts) => facts.mergeToProductionWorkSeconds,
  'lead-time work': (facts) => facts.leadTimeWorkSeconds,
  'rework-time': (facts) => facts.reworkSeconds,
  'rework-time work': (facts) => facts.reworkWorkSeconds,
  'review-turns': (facts) => facts.reviewTurns.length,
  complexity: (facts) => facts.complexity,
  tier: (facts) => facts.tier,
  'ai-assisted': (facts) => (facts.isAiAssisted ? 'Yes' : 'Nothing says so'),
  counted: (facts) => (facts.authorClass === 'human' && facts.exclusion === null ? 'Yes' : 'No'),
  'first-response': (facts) => facts.firstResponseSeconds,
  review: (facts) => facts.reviewSeconds,
  'merge-wait': (facts) => facts.mergeWaitSeconds,
  'review-cycle': (facts) => facts.reviewCycleSeconds,
  'time-to-merge': (facts) => facts.timeToMergeSeconds,
  'merge-to-production': (facts) => facts.mergeToProductionSeconds,
  'lead-time': (facts) => facts.leadTimeSeconds,
  draft: (facts) => facts.draftSeconds,
  parked: (facts) => facts.parkedSeconds,
  'rework-cycles': (facts) => facts.reworkCycles,
  reviewers: (facts) => facts.reviewers,
  comments: (facts) => facts.comments,
  commits: (facts) => facts.commits,
  size: (facts) => facts.size,
  'review-grade': (facts) => facts.reviewGrade,
};

const keyOf = ({ metric, clock }: Receipt) => (clock === 'work' ? `${metric} work` : metric);
const read = (history: PullRequestHistory) => readPullRequest(history, defaultFactRules);

describe('whatever the events', () => {
  test('no duration is negative, and each is a whole number or empty (C2)', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const facts = factsOf(read(history));
        for (const field of durations) {
          const value = facts[field];
          expect(value === null || (Number.isInteger(value) && value >= 0), field).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('waiting is never longer than the wall, nor work than waiting (C7, B13)', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const facts = factsOf(read(history));
        const stages = [facts.pickupSeconds, facts.reviewSeconds, facts.mergeWaitSeconds];
        if (facts.reviewCycleSeconds !== null) {
          const waiting = stages.reduce<number>((sum, stage) => sum + (stage ?? 0), 0);
          expect(waiting).toBeLessThanOrEqual(facts.reviewCycleSeconds);
        }
        for (const stage of clocked) {
          const wall = facts[`${stage}Seconds`];
          const work = facts[`${stage}WorkSeconds`];
          expect(work === null, stage).toBe(wall === null);
          expect(work ?? 0, stage).toBeLessThanOrEqual(wall ?? 0);
        }
        expect(facts.reworkSeconds ?? 0).toBeLessThanOrEqual(facts.reviewSeconds ?? 0);
        expect(facts.firstResponseSeconds ?? 0).toBeLessThanOrEqual(
          facts.pickupSeconds ?? Number.POSITIVE_INFINITY,
        );
      }),
      { numRuns: 400 },
    );
  });

  test('every request for a review comes to one end, and none outlasts the pull request (B5)', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { reviewTurns, state, mergedAt, closedAt } = factsOf(read(history));
        const ends = (state === 'open' ? null : (mergedAt ?? closedAt))?.getTime() ?? Infinity;
        const isOver = Number.isFinite(ends);
        for (const turn of reviewTurns) {
          const [from, to] = [turn.requestedAt.getTime(), turn.endedAt?.getTime() ?? Infinity];
          expect(turn.outcome === 'open').toBe(to === Infinity);
          expect(turn.outcome === 'answered').toBe(turn.answeredById !== null);
          expect([from <= to, to <= ends, isOver && to === Infinity]).toEqual([true, true, false]);
        }
        const overlapping = reviewTurns.filter((turn, index) => {
          const next = reviewTurns
            .slice(index + 1)
            .find(({ reviewerName }) => reviewerName === turn.reviewerName);
          return next !== undefined && (turn.endedAt ?? new Date(8e15)) > next.requestedAt;
        });
        expect(overlapping).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  test('complexity is the sum of its factors, and never falls when a file is added (B10)', () => {
    fc.assert(
      fc.property(
        histories,
        fc.constantFrom('api/a.ts', 'db/migrations/1.sql', 'x/y.ts'),
        (history, path) => {
          const { complexity, complexityFactors } = factsOf(read(history));
          const sum = complexityFactors.reduce((total, { points }) => total + points, 0);
          expect(complexity).toBeCloseTo(sum, 6);
          const files = [...history.files, { path, additions: 1, deletions: 0 }];
          expect(factsOf(read({ ...history, files })).complexity).toBeGreaterThanOrEqual(
            complexity,
          );
        },
      ),
    );
  });

  test('the order in which rows arrive changes nothing', () => {
    fc.assert(
      fc.property(histories, (history) => {
        // Events of one second have no order of their own, so only distinct ones can be turned round.
        const instants = history.timelineEvents.map((row) => row.occurredAt.getTime());
        fc.pre(new Set(instants).size === instants.length);
        const reversed: PullRequestHistory = {
          ...history,
          reviews: history.reviews.toReversed(),
          reviewComments: history.reviewComments.toReversed(),
          issueComments: history.issueComments.toReversed(),
          timelineEvents: history.timelineEvents.toReversed(),
          files: history.files.toReversed(),
        };
        expect(factsOf(read(reversed))).toEqual(factsOf(read(history)));
      }),
    );
  });

  test('every receipt says the number of the facts, or why there is none', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const reading = read(history);
        const facts = factsOf(reading);
        const all = receiptsOf(reading);
        const isStale = ({ metric }: Receipt) => metric === 'changed-since-approval';
        const receipts = all.filter((receipt) => !isStale(receipt));
        const stale = all.filter(isStale);
        expect(stale.length > 0, 'it has no fact but its flag').toBe(
          facts.flags.includes('approval_stale'),
        );
        expect(stale.every(({ value, whyNull }) => value === null && whyNull !== null)).toBe(true);
        expect(receipts.map(keyOf).sort()).toEqual(Object.keys(factOfReceipt).sort());
        for (const receipt of receipts) {
          const value = factOfReceipt[keyOf(receipt)]?.(facts);
          expect(receipt.value, keyOf(receipt)).toBe(value);
          expect(receipt.whyNull === null, keyOf(receipt)).toBe(value !== null);
        }
      }),
      { numRuns: 400 },
    );
  });

  test('the receipt of a stage begins with its start and finishes with its end', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const stages = receiptsOf(read(history)).filter(
          ({ value, clock, metric }) =>
            value !== null && clock === 'wall' && metric !== 'draft' && metric !== 'parked',
        );
        for (const { steps, arithmetic } of stages) {
          expect([steps[0]?.effect, steps.at(-1)?.effect]).toEqual(['start', 'end']);
          expect(arithmetic).not.toBeNull();
        }
      }),
    );
  });

  test('pauses are what waiting leaves out: pickup can be told from the facts alone (C20)', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const facts = factsOf(read(history));
        if (facts.readyAt === null || facts.firstReviewAt === null) {
          return;
        }
        const seconds = (date: Date) => date.getTime() / 1000;
        const pauses = facts.pauses.map(({ from, to }) => ({
          from: seconds(from),
          to: to === null ? null : seconds(to),
        }));
        const waited = secondsOutside(pauses, seconds(facts.readyAt), seconds(facts.firstReviewAt));
        expect(waited).toBe(facts.pickupSeconds);
      }),
    );
  });

  test('the segments of the timeline tile the life of the pull request', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const asOf = new Date(opening + 30_000 * 60_000);
        const timeline = readTimeline(read(history), asOf);
        const borders = [timeline.from, ...timeline.segments.map((segment) => segment.to)];
        expect(timeline.segments.map((segment) => segment.from)).toEqual(borders.slice(0, -1));
        expect(borders.at(-1)).toBe(timeline.to);
        expect(timeline.isFinished).toBe(history.pullRequest.state !== 'open');
        for (const [index, { kind, from, to }] of timeline.segments.entries()) {
          expect(from < to && kind !== timeline.segments[index + 1]?.kind).toBe(true);
        }
      }),
    );
  });
});
