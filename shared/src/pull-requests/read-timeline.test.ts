import { describe, expect, test } from 'vitest';
import { defaultFactRules } from './fact-rules.ts';
import { day, type Story, tellStory } from './history.fixture.ts';
import { readPullRequest } from './read-pull-request.ts';
import { readTimeline } from './read-timeline.ts';

const read = (story: Story) =>
  readTimeline(readPullRequest(tellStory(story), defaultFactRules), day('03-25 12:00'));
const segments = (story: Story) =>
  read(story).segments.map(
    ({ kind, from, to }) => `${kind} ${from.slice(5, 16)}–${to.slice(5, 16)}`,
  );

describe('readTimeline', () => {
  test('a life in stretches: draft, waiting, in review, approved, parked', () => {
    expect(
      segments({
        mergedAt: '03-24 12:00',
        events: [
          { kind: 'ready_for_review', at: '03-23 10:00' },
          { kind: 'closed', at: '03-23 14:00' },
          { kind: 'reopened', at: '03-23 15:00' },
        ],
        reviews: [
          { by: 'olu', at: '03-23 11:00' },
          { by: 'olu', at: '03-23 13:00', state: 'APPROVED' },
        ],
      }),
    ).toEqual([
      'draft 03-23T09:00–03-23T10:00',
      'waiting 03-23T10:00–03-23T11:00',
      'in_review 03-23T11:00–03-23T13:00',
      'approved 03-23T13:00–03-23T14:00',
      'parked 03-23T14:00–03-23T15:00',
      'approved 03-23T15:00–03-24T12:00',
    ]);
  });

  test('approved begins where the merge wait begins: with the final approval, or never (C10)', () => {
    const twoApprovals = segments({
      mergedAt: '03-24 12:00',
      reviews: [
        { by: 'olu', at: '03-23 13:00', state: 'APPROVED' },
        { by: 'lena', at: '03-23 16:00', state: 'APPROVED' },
      ],
    });
    expect(twoApprovals.slice(1)).toEqual([
      'in_review 03-23T13:00–03-23T16:00',
      'approved 03-23T16:00–03-24T12:00',
    ]);
    const objection = segments({
      mergedAt: '03-24 12:00',
      reviews: [
        { by: 'olu', at: '03-23 13:00', state: 'APPROVED' },
        { by: 'lena', at: '03-23 16:00', state: 'CHANGES_REQUESTED' },
      ],
    });
    expect(objection.slice(1)).toEqual(['in_review 03-23T13:00–03-24T12:00']);
  });

  test('an open one ends now, and is not finished', () => {
    expect(segments({})).toEqual(['waiting 03-23T09:00–03-25T12:00']);
    expect(read({}).isFinished).toBe(false);
  });

  test('markers tell what happened, once each, in order; a merge is not told as a close too', () => {
    const { markers } = read({
      mergedAt: '03-23 12:00',
      deployedAt: '03-23 13:00',
      events: [
        { kind: 'merged', at: '03-23 12:00', by: 'mira' },
        { kind: 'closed', at: '03-23 12:00', by: 'mira' },
        { kind: 'labeled', at: '03-23 12:00', by: 'mira' },
      ],
      reviews: [{ by: 'olu', at: '03-23 11:00', state: 'APPROVED' }],
      comments: [{ by: null, at: '03-23 10:00' }],
    });
    expect(markers.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'commit: Commit sha1',
      'opened: mira opened it',
      'comment: A deleted account commented',
      'approved: olu approved',
      'merged: mira merged it',
      'deployed: Deployed to production',
    ]);
  });

  test('off hours are shaded, unless the life is too long to see nights', () => {
    expect(read({ mergedAt: '03-24 10:00' }).offHours).toEqual([
      { from: '2026-03-23T17:00:00Z', to: '2026-03-24T09:00:00Z' },
    ]);
    expect(read({ createdAt: '01-01 09:00', mergedAt: '12-24 10:00' }).offHours).toEqual([]);
  });
});
