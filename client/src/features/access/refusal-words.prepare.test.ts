import { expect, it } from 'vitest';
import { refusalWords } from './refusal-words.prepare.ts';

it('has words for a reason, and none for what an address makes up', () => {
  expect(refusalWords('not-invited')).toContain('invitation');
  expect(refusalWords('constructor')).toBeNull();
  expect(refusalWords('<b>')).toBeNull();
  expect(refusalWords(undefined)).toBeNull();
});
