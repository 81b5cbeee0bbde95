import { describe, expect, test } from 'vitest';
import {
  type AuthorClass,
  classifyAccount,
  defaultAuthorClassRules,
  displayLogin,
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
    const overrides = new Map<string, AuthorClass>([['drahtbot', 'bot']]);
    const rules = { ...defaultAuthorClassRules, overrides };
    expect(classifyAccount({ login: 'DrahtBot', type: 'User' }, rules)).toBe('bot');
    expect(classifyAccount({ login: 'drahtbot[bot]', type: 'Bot' }, rules)).toBe('bot');
    expect(classifyAccount({ login: 'mira', type: 'User' }, rules)).toBe('human');
  });

  test('the export shows a bot’s login without [bot]', () => {
    expect(displayLogin('dependabot[bot]')).toBe('dependabot');
    expect(displayLogin('mira')).toBe('mira');
  });
});
