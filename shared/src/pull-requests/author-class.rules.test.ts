import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AuthorClass,
  classifyAccount,
  defaultAuthorClassRules,
  displayLogin,
  explainClass,
  fitsPattern,
} from './author-class.rules.ts';

const classify = (login: string, type: string) =>
  classifyAccount({ login, type }, defaultAuthorClassRules);

describe('classifyAccount (B1, C4)', () => {
  test.each<[login: string, type: string, expected: AuthorClass]>([
    ['mira', 'User', 'human'],
    ['dependabot[bot]', 'Bot', 'bot'],
    ['dependabot', 'Bot', 'bot'],
    ['renovate[bot]', 'User', 'bot'],
    ['coderabbitai[bot]', 'Bot', 'ai_reviewer'],
    ['coderabbitai', 'Bot', 'ai_reviewer'],
    ['Copilot', 'Bot', 'ai_reviewer'],
    ['copilot-pull-request-reviewer', 'Bot', 'ai_reviewer'],
    ['claude', 'User', 'human'],
    ['k8s-ci-robot', 'User', 'bot'],
    ['release-BOT', 'User', 'bot'],
    ['fuzz-testing', 'User', 'bot'],
    ['DrahtBot', 'User', 'human'],
    ['robot-dreams', 'User', 'human'],
    ['lighthouse', 'Organization', 'service'],
    ['lighthouse-ci', 'Organization', 'bot'],
    ['ghost', 'User', 'ghost'],
    ['imported', 'Mannequin', 'human'],
  ])('%s of type %s is %s', (login, type, expected) => {
    expect(classify(login, type)).toBe(expected);
  });

  test('nobody is a ghost', () => {
    expect(classifyAccount(null, defaultAuthorClassRules)).toBe('ghost');
    expect(classifyAccount(undefined, defaultAuthorClassRules)).toBe('ghost');
  });

  test('an administrator’s word stands above the type, with or without [bot]', () => {
    const entries = [{ pattern: 'drahtbot', authorClass: 'bot' as const }];
    const rules = { ...defaultAuthorClassRules, entries };
    expect(classifyAccount({ login: 'DrahtBot', type: 'User' }, rules)).toBe('bot');
    expect(classifyAccount({ login: 'drahtbot[bot]', type: 'Bot' }, rules)).toBe('bot');
    expect(classifyAccount({ login: 'mira', type: 'User' }, rules)).toBe('human');
  });

  test('the export shows a bot’s login without [bot]', () => {
    expect(displayLogin('dependabot[bot]')).toBe('dependabot');
    expect(displayLogin('mira')).toBe('mira');
  });

  test('of several entries the first that fits counts, and an entry can name a bot a person', () => {
    const entries = [
      { pattern: 'ops-mira', authorClass: 'human' as const },
      { pattern: 'ops-*', authorClass: 'service' as const },
    ];
    const rules = { ...defaultAuthorClassRules, entries };
    expect(classifyAccount({ login: 'ops-mira', type: 'Bot' }, rules)).toBe('human');
    expect(classifyAccount({ login: 'Ops-Deploy', type: 'User' }, rules)).toBe('service');
    expect(classifyAccount({ login: 'ghost', type: 'User' }, rules)).toBe('ghost');
  });

  test('the rule that gave the class is told', () => {
    const because = (login: string, type: string) =>
      explainClass({ login, type }, defaultAuthorClassRules).reason;
    expect(because('k8s-ci-robot', 'User')).toEqual({ kind: 'ending', ending: '-robot' });
    expect(because('dependabot', 'Bot')).toEqual({ kind: 'github-bot' });
    expect(because('Copilot', 'Bot')).toEqual({ kind: 'ai-reviewer', login: 'copilot' });
    expect(because('mira', 'User')).toEqual({ kind: 'person' });
    expect(because('acme', 'Organization')).toEqual({ kind: 'organization' });
  });
});

describe('fitsPattern', () => {
  test.each([
    ['mira', 'mira', true],
    ['mira', 'mir', false],
    ['mira', 'mir*', true],
    ['mira', '*ira', true],
    ['mira', '*ir*', true],
    ['mira', 'm*r*a', true],
    ['mira', 'm*x*a', false],
    ['aa', 'a*a', true],
    ['a', 'a*a', false],
    ['abab', 'ab*ab*ab', false],
    ['mira', '*', true],
    ['a.b', 'a?b', false],
  ])('%s by %s: %s', (login, pattern, expected) => {
    expect(fitsPattern(login, pattern)).toBe(expected);
  });

  test('says the same as a regular expression of that meaning', () => {
    const text = fc.stringMatching(/^[ab]{0,8}$/);
    fc.assert(
      fc.property(text, fc.stringMatching(/^[ab*]{0,8}$/), (login, pattern) => {
        const meaning = new RegExp(`^${pattern.replaceAll('*', '.*')}$`);
        expect(fitsPattern(login, pattern)).toBe(meaning.test(login));
      }),
    );
  });
});
