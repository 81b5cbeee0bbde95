import { describe, expect, test } from 'vitest';
import { explainFacts } from './explain-facts.ts';
import { defaultFactRules } from './fact-rules.ts';
import { type Story, tellStory } from './history.fixture.ts';

function explain(story: Story, metric: string, clock: 'wall' | 'work' | null = 'wall') {
  const receipt = explainFacts(tellStory(story), defaultFactRules).find(
    (candidate) => candidate.metric === metric && candidate.clock === clock,
  );
  const steps = receipt?.steps.map(({ effect, text, rule }) => `${effect} ${rule}: ${text}`);
  return { ...receipt, steps };
}

describe('receipts', () => {
  test('say who was passed over and why, what was taken off, and the sum (B1, B2, B4)', () => {
    const receipt = explain(
      {
        comments: [{ by: 'dependabot', at: '03-23 09:02' }],
        events: [
          { kind: 'convert_to_draft', at: '03-23 10:00', by: 'mira' },
          { kind: 'ready_for_review', at: '03-23 12:00', by: 'mira' },
        ],
        reviews: [
          { by: 'coderabbitai', at: '03-23 09:01', inline: 1 },
          { by: 'mira', at: '03-23 09:30', inline: 1 },
          { by: 'olu', at: '03-23 14:00', state: 'APPROVED' },
        ],
      },
      'pickup',
    );
    expect(receipt).toMatchObject({
      label: 'Time to first review',
      value: 3 * 3600,
      rule: 'B4',
      arithmetic: '5 h − 2 h = 3 h',
      whyNull: null,
      steps: [
        'start B2: mira opened it, ready for review',
        'ignored B1: coderabbitai commented on the code 1 min after opening: an AI reviewer is nobody’s first review',
        'ignored B1: dependabot commented 2 min after opening: a bot is nobody’s reviewer',
        'ignored B4.1: mira commented on the code 30 min after opening: the author’s own words do not count',
        'subtracted B2: It was a draft for 2 h',
        'end B4: olu approved',
      ],
    });
  });

  test('link each event to its place on GitHub', () => {
    const story: Story = { reviews: [{ by: 'olu', at: '03-23 14:00', state: 'APPROVED' }] };
    const receipts = explainFacts(tellStory(story), defaultFactRules);
    const urls = receipts.flatMap(({ steps }) => steps.map(({ url }) => url));
    expect(urls).toContain('https://github.com/lighthouse/ferry/pull/1#pullrequestreview-1');
    expect(urls).toContain('https://github.com/lighthouse/ferry/commit/sha1');
  });

  test.each<[metric: string, story: Story, why: string]>([
    ['pickup', {}, 'No other person has reviewed it yet.'],
    ['pickup', { mergedAt: '03-23 10:00' }, 'It was merged without a review by another person.'],
    ['pickup', { isDraft: true }, 'It is still a draft, so nobody waits for it yet.'],
    ['coding', { commits: [] }, 'No commit of it is known.'],
    [
      'review',
      { reviews: [{ by: 'olu', at: '03-23 10:00', state: 'CHANGES_REQUESTED' }] },
      'A change request by olu stands.',
    ],
    ['merge-wait', { closedAt: '03-23 10:00' }, 'It was closed without a merge.'],
    [
      'merge-to-production',
      { mergedAt: '03-23 10:00', baseBranch: 'release' },
      'It was merged into release, and only main is deployed.',
    ],
    [
      'lead-time',
      { mergedAt: '03-23 10:00' },
      'No production deployment is known to have brought it.',
    ],
    ['draft', { isDraft: true }, 'It is a draft now; the spell is still running.'],
  ])('%s without a value says why', (metric, story, why) => {
    expect(explain(story, metric)).toMatchObject({ value: null, arithmetic: null, whyNull: why });
  });

  test('the work clock adds up its stretches, or says that there were none (B13)', () => {
    const reviewedAt = (at: string): Story => ({
      createdAt: '03-27 16:00',
      reviews: [{ by: 'olu', at }],
    });
    expect(explain(reviewedAt('03-30 10:00'), 'pickup', 'work')).toMatchObject({
      value: 2 * 3600,
      arithmetic: 'Fri 16:00–17:00 1 h + Mon 09:00–10:00 1 h = 2 h (UTC, Mon–Fri 09:00–17:00)',
    });
    expect(
      explain({ ...reviewedAt('03-28 08:00'), createdAt: '03-27 20:00' }, 'pickup', 'work'),
    ).toMatchObject({
      value: 0,
      arithmetic: 'No working hours in between: 0 s (UTC, Mon–Fri 09:00–17:00)',
    });
  });

  test('a review that came too early is told as such, and the sum is nothing', () => {
    const story: Story = {
      events: [{ kind: 'ready_for_review', at: '03-23 12:00', by: 'mira' }],
      reviews: [{ by: 'olu', at: '03-23 10:00' }],
    };
    const { steps, value } = explain(story, 'pickup');
    expect(value).toBe(0);
    expect(steps).toContain('info B4.2: It came before it was ready: nobody had to wait');
  });

  test('size says which files were left out', () => {
    const receipt = explain({ files: [['yarn.lock', 4, 2]] }, 'size', null);
    expect(receipt).toMatchObject({
      value: 9,
      arithmetic: '10 added + 5 deleted − 6 in files nobody wrote by hand = 9',
      steps: ['subtracted C18: yarn.lock: 6 lines, a lock file'],
    });
  });

  test('a long list of what does not count is shortened', () => {
    const reviews = Array.from({ length: 20 }, () => ({ by: 'coderabbitai', at: '03-23 10:00' }));
    const { steps = [] } = explain({ reviews }, 'pickup');
    expect(steps).toHaveLength(14);
    expect(steps).toContain('ignored B4: 8 more reviews that do not count');
  });
});
