import type { Receipt } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { describe, expect, it } from 'vitest';
import { describeFlag, describeFlagOf, flagWords } from './flag-words.prepare.ts';

describe('describeFlag', () => {
  it('has words of its own for each of the nine flags, and a sentence that explains it', () => {
    const flags = Object.keys(flagWords);
    expect(flags).toHaveLength(9);
    expect(new Set(flags.map((flag) => describeFlag(flag).label)).size).toBe(9);
    for (const flag of flags) {
      expect(describeFlag(flag).label).not.toBe(flag.replaceAll('_', ' '));
      expect(describeFlag(flag).explanation).toMatch(/^[A-Z].*\.$/);
    }
    expect(describeFlag('approval_stale').label).toBe('Approved before the last push');
  });

  it('shows a flag that it does not know by its name', () => {
    expect(describeFlag('brand_new').label).toBe('brand new');
    expect(describeFlag('constructor').label).toBe('constructor');
  });
});

describe('describeFlagOf', () => {
  const receipt: Receipt = {
    ...{ metric: 'changed-since-approval', label: 'Changed since the approval', unit: 'lines' },
    ...{ value: null, clock: null, rule: 'B7', steps: [], arithmetic: null },
    whyNull: 'It is not known by how many lines.',
  };

  it('says beside a stale approval what is known of the change since', () => {
    expect(describeFlagOf('approval_stale', [receipt]).explanation).toBe(
      'The last approval was given to an older commit than the one that was merged. It is not known by how many lines.',
    );
  });

  it('leaves every other flag as it is', () => {
    expect(describeFlagOf('ai_reviewed', [receipt])).toEqual(flagWords.ai_reviewed);
    expect(describeFlagOf('approval_stale', [])).toEqual(flagWords.approval_stale);
  });
});
