import type {
  ReviewCoverage,
  ReviewCoverageItem,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import { describe, expect, it } from 'vitest';
import {
  describeUnreviewed,
  prepareCoverage,
  prepareGradeRows,
  unreviewedShare,
} from './review-coverage.prepare.ts';

const none = { emergency: 0, 'bot-auto': 0, unreviewed: 0, 'approved-silent': 0, discussed: 0 };
const some = { ...none, unreviewed: 1, discussed: 3 };
const coverage: ReviewCoverage = {
  merged: 4,
  byGrade: some,
  previousByGrade: none,
  buckets: [
    { start: '2026-03-02T00:00:00.000Z', byGrade: some },
    { start: '2026-03-09T00:00:00.000Z', byGrade: none },
  ],
  items: [],
};
const frame = { zone: 'UTC', now: '2026-03-12T00:00:00Z', size: 'week' } as const;

describe('prepareCoverage', () => {
  it('gives the shares of a bucket, which add up to the whole', () => {
    const [column] = prepareCoverage(coverage, frame).columns;
    expect(column?.values?.reduce((a, b) => a + b)).toBeCloseTo(1);
    expect(column?.readout.facts).toContainEqual({ label: 'Unreviewed', value: '1 of 4' });
  });

  it('leaves a gap where nothing was merged, since a share of nothing is unknown', () => {
    expect(prepareCoverage(coverage, frame).columns[1]?.values).toBeNull();
  });
});

describe('prepareGradeRows', () => {
  it('says "1 of 4", and a dash where there is no period before', () => {
    const [unreviewed] = prepareGradeRows(coverage);
    expect(unreviewed).toMatchObject({ label: 'Unreviewed', now: '1 of 4', before: '–' });
  });
});

describe('describeUnreviewed', () => {
  const item = (reviewGrade: ReviewCoverageItem['reviewGrade']): ReviewCoverageItem => ({
    id: 'PR_1',
    repository: 'acme/shop',
    number: 1,
    title: 'Round prices',
    url: 'https://github.com/acme/shop/pull/1',
    author: 'mira',
    size: 3,
    mergedAt: '2026-03-03T00:00:00Z',
    reviewGrade,
    hasPostMergeReview: false,
  });
  const say = (...reviewGrades: ReviewCoverageItem['reviewGrade'][]) =>
    describeUnreviewed(reviewGrades.map(item));

  it('never says of an emergency that nobody reviewed it', () => {
    expect(say('unreviewed', 'emergency', 'unreviewed')).toBe(
      '3 pull requests: 2 that nobody but the author reviewed, 1 by emergency',
    );
    expect(say('emergency')).toBe('1 pull request: 1 by emergency');
    expect(say('unreviewed')).toBe('1 pull request: 1 that nobody but the author reviewed');
  });
});

describe('unreviewedShare', () => {
  it('is not known when nothing was merged', () => {
    expect(unreviewedShare(none)).toBeNull();
    expect(unreviewedShare(some)).toBe(0.25);
  });
});
