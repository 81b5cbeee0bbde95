import { describe, expect, it } from 'vitest';
import {
  type ExclusionField,
  type ExclusionRule,
  type ExclusionRules,
  type ExclusionSubject,
  findExclusion,
} from './exclusion.rules.ts';

const DAY = 86_400;

const subject: ExclusionSubject = {
  number: 12,
  title: 'Chore(release): 2.4.0',
  headBranch: 'release-please--main',
  baseBranch: 'release/2.4',
  repository: 'Acme/docs-site',
  authorId: 'U_1',
  authorLogin: 'renovate[bot]',
  authorClass: 'bot',
  isOpen: true,
  isDraft: false,
  updatedAt: 100 * DAY,
  labels: ['Size/L', 'Dependencies'],
};

const rule = (field: ExclusionField, pattern: string, name = 'It'): ExclusionRule => ({
  ...{ name, field, pattern, effect: 'hide', teamId: null, by: null },
});
const among = (...exclusions: ExclusionRule[]): ExclusionRules => ({
  ...{ exclusions, teamAuthors: new Map([['web', new Set(['U_1'])]]), ageAsOf: 130 * DAY },
});
const fits = (field: ExclusionField, pattern: string, of = subject) =>
  findExclusion(of, among(rule(field, pattern)))?.name === 'It';

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
    ['author-class', 'bot', true],
    ['author-class', 'human', false],
    ['draft', 'yes', false],
    ['age', '29', true],
    ['age', '30', false],
    ['pull-request', 'acme/docs-site#12', true],
    ['pull-request', 'acme/docs-site#1 acme/docs-site#12', true],
    ['pull-request', 'acme/docs-site#1', false],
    ['pull-request', 'acme/docs-site#123', false],
    ['pull-request', 'docs-site#12', false],
  ] as const)('%s: %s is %s', (field, pattern, expected) => {
    expect(fits(field, pattern)).toBe(expected);
  });

  it('deleted author, as ghost', () => {
    expect(fits('author', 'ghost', { ...subject, authorLogin: null })).toBe(true);
  });

  it('state, while it is a draft', () => {
    expect(fits('draft', 'yes', { ...subject, isDraft: true })).toBe(true);
  });

  it('age only while it is open, and only when somebody looked', () => {
    expect(fits('age', '29', { ...subject, isOpen: false })).toBe(false);
    const notLooked = { ...among(rule('age', '1')), ageAsOf: null };
    expect(findExclusion(subject, notLooked)).toBeNull();
  });

  it('author’s team: nobody else’s, and no deleted account’s', () => {
    const ofTeam = (teamId: string, of = subject) =>
      findExclusion(of, among({ ...rule('label', 'size/*'), teamId }));
    expect(ofTeam('web')?.name).toBe('It');
    expect(ofTeam('other')).toBeNull();
    expect(ofTeam('web', { ...subject, authorId: 'U_2' })).toBeNull();
    expect(ofTeam('web', { ...subject, authorId: null })).toBeNull();
  });
});

describe('of several rules', () => {
  it('the first that fits gives its name, and without any that fits it counts', () => {
    const rules = [
      rule('label', 'nothing', 'A'),
      rule('author', 'renovate', 'B'),
      rule('label', 'size/l', 'C'),
    ];
    expect(findExclusion(subject, among(...rules))?.name).toBe('B');
    expect(findExclusion(subject, among(...rules.toReversed()))?.name).toBe('C');
    expect(findExclusion(subject, among(...rules.slice(0, 1)))).toBeNull();
    expect(findExclusion(subject, among())).toBeNull();
  });
});
