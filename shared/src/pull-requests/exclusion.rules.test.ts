import { describe, expect, it } from 'vitest';
import {
  type ExclusionField,
  type ExclusionRule,
  type ExclusionSubject,
  findExclusion,
} from './exclusion.rules.ts';

const subject: ExclusionSubject = {
  title: 'Chore(release): 2.4.0',
  headBranch: 'release-please--main',
  baseBranch: 'release/2.4',
  repository: 'Acme/docs-site',
  authorLogin: 'renovate[bot]',
  labels: ['Size/L', 'Dependencies'],
};

const rule = (field: ExclusionField, pattern: string, name = 'It'): ExclusionRule => ({
  ...{ name, field, pattern, effect: 'hide' },
});
const fits = (field: ExclusionField, pattern: string, of = subject) =>
  findExclusion(of, [rule(field, pattern)]) === 'It';

describe('a rule leaves a pull request out by its', () => {
  it.each([
    ['label', 'dependencies', true],
    ['label', 'size/*', true],
    ['label', 'depend', false],
    ['title-prefix', 'chore(release)', true],
    ['title-prefix', '*2.4', true],
    ['title-prefix', '2.4', false],
    ['title-prefix', 'chore(.*', false],
    ['head-branch', 'release-please--*', true],
    ['head-branch', 'release-please', false],
    ['base-branch', 'release/*', true],
    ['base-branch', 'release', false],
    ['repository', 'acme/docs-site', true],
    ['repository', 'docs-*', true],
    ['repository', 'acme/*', true],
    ['repository', 'acme', false],
    ['author', 'renovate', true],
    ['author', 'reno*', true],
    ['author', 'vate', false],
  ] as const)('%s: %s is %s', (field, pattern, expected) => {
    expect(fits(field, pattern)).toBe(expected);
  });

  it('deleted author, as ghost', () => {
    expect(fits('author', 'ghost', { ...subject, authorLogin: null })).toBe(true);
  });
});

describe('of several rules', () => {
  it('the first that fits gives its name, and without any that fits it counts', () => {
    const rules = [
      rule('label', 'nothing', 'A'),
      rule('author', 'renovate', 'B'),
      rule('label', 'size/l', 'C'),
    ];
    expect(findExclusion(subject, rules)).toBe('B');
    expect(findExclusion(subject, rules.toReversed())).toBe('C');
    expect(findExclusion(subject, rules.slice(0, 1))).toBeNull();
    expect(findExclusion(subject, [])).toBeNull();
  });
});
