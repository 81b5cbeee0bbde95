import { describe, expect, it } from 'vitest';
import { describeState } from './state-words.prepare.ts';

describe('describeState', () => {
  it.each([
    [{ state: 'open', isDraft: false }, 'Open'],
    [{ state: 'open', isDraft: true }, 'Draft'],
    [{ state: 'merged', isDraft: true }, 'Merged'],
    [{ state: 'closed', isDraft: true }, 'Closed'],
  ] as const)('names %o "%s"', (item, label) => {
    expect(describeState(item).label).toBe(label);
  });
});
