import type {
  Derivation,
  Preview,
} from '@bellwether/shared/definitions/definitions-answers.schema';
import { describe, expect, it } from 'vitest';
import {
  derivationWords,
  derivedShare,
  excludedWords,
  noticeWords,
  prepareMedians,
  previewSentence,
  revisionState,
  sampleWords,
} from './definitions.prepare.ts';

const nothing = { pullRequests: 0, reviews: 0 };
const draht = { id: '1', login: 'DrahtBot', avatarUrl: null, pullRequests: 14, reviews: 812 };
const preview = (overrides: Partial<Preview>): Preview => ({
  ...{ changes: [], accounts: [], accountsChanged: 0, leaving: nothing, joining: nothing },
  ...{ days: 90, medians: [], sampled: 10, candidates: 10, exclusions: [] },
  ...{ tiers: null, aiSigns: null },
  ...overrides,
});
const derivation: Derivation = {
  ...{ revision: 2, changes: [], done: 410, total: 1000, startedAt: null, progressAt: null },
  ...{ rate: null, secondsLeft: null },
};
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('what a change would do', () => {
  it('is said in one sentence, with what leaves the numbers of people', () => {
    const told = preview({
      accounts: [{ ...draht, from: 'human', to: 'bot' }],
      accountsChanged: 1,
      leaving: { pullRequests: 14, reviews: 812 },
    });
    expect(previewSentence(told)).toBe(
      'DrahtBot would turn from a person into a bot: 14 pull requests and 812 reviews leave the numbers of people.',
    );
    expect(previewSentence(preview({}))).toBe('No account would change its class.');
  });

  it('says how many each rule leaves out, and when one finds nothing', () => {
    const rule = { name: 'Release trains', effect: 'hide' as const, open: 0 };
    expect(excludedWords({ ...rule, pullRequests: 1 }, 90)).toBe(
      'would leave out 1 pull request merged in the last 90 days',
    );
    expect(excludedWords({ ...rule, pullRequests: 0 }, 90)).toContain('finds nothing');
    expect(excludedWords({ ...rule, pullRequests: 9, open: 2 }, 90)).toBe(
      'would leave out 7 pull requests merged in the last 90 days and 2 open ones',
    );
    expect(excludedWords({ ...rule, pullRequests: 2, open: 2, effect: 'separate' }, 90)).toBe(
      'would set 2 open pull requests apart',
    );
  });

  it('says when the medians come from a sample', () => {
    expect(plain(sampleWords(preview({ sampled: 2000, candidates: 5400 })))).toContain(
      'an even sample of 2 000 of 5 400',
    );
    expect(sampleWords(preview({}))).toContain('from all 10 pull requests');
    expect(sampleWords(preview({ sampled: 0, candidates: 0 }))).toContain('No pull request');
  });

  it('sets the medians side by side, and never shows too few as a number', () => {
    const [row] = prepareMedians({
      medians: [
        { metric: 'pickup', clock: 'wall', nowSeconds: 300, nowN: 12, thenSeconds: null, thenN: 3 },
      ],
    });
    expect(row).toMatchObject({ after: 'too few (3)', isChanged: true });
    expect(plain(row?.before ?? '')).toBe('5 min (n = 12)');
  });
});

describe('the work on new numbers', () => {
  it('tells its share, and that the numbers shown are the old ones', () => {
    expect(plain(noticeWords(derivation))).toBe(
      'Numbers are being worked out anew: 41 %. These are still the old ones.',
    );
    expect(derivedShare({ done: 0, total: null })).toBeNull();
    expect(noticeWords({ ...derivation, total: null })).toContain('anew. These');
  });

  it('tells rate and time left once they are known', () => {
    expect(plain(derivationWords(derivation))).toBe('410 of 1 000 pull requests');
    const known = { ...derivation, rate: 205.2, secondsLeft: 2.9 };
    expect(plain(derivationWords(known))).toBe(
      '410 of 1 000 pull requests, 205 a second, 3 s left',
    );
    expect(derivationWords({ ...derivation, total: null })).toBe('Waiting for its turn');
  });

  it('knows a revision that never counted', () => {
    const revision = {
      ...{ revision: 3, note: null, createdAt: null, createdBy: null, changes: [], error: null },
      ...{ state: 'superseded' as const, activatedAt: null },
    };
    expect(revisionState(revision)).toBe('Replaced before it counted');
    expect(revisionState({ ...revision, revision: 0 })).toBe('Counted before');
  });
});
