import { describe, expect, it } from 'vitest';
import { describeFlag, flagWords } from './flag-words.prepare.ts';

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
