import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SaidOfCause, standingOf } from './standing-decisions.rules.ts';

const say = (text: string, index: number): SaidOfCause => {
  const [deployment = '', verdict] = text.split(' ');
  return {
    id: `${index}`,
    deploymentId: deployment === 'none' ? null : deployment,
    verdict: verdict === 'refuted' ? 'refuted' : 'confirmed',
  };
};

/** The words that stand, as they were given. */
const stands = (...words: string[]) => {
  const standing = standingOf(words.map(say));
  return words.filter((_, index) => standing.has(`${index}`));
};

describe('what stands of what was said of an incident', () => {
  test('is the last word of each deployment', () => {
    expect(stands('a refuted', 'b confirmed', 'a confirmed')).toEqual([
      ...['b confirmed', 'a confirmed'],
    ]);
  });

  test('"no deployment" takes the place of every confirmed cause, and leaves what was refuted', () => {
    expect(stands('a confirmed', 'b refuted', 'c confirmed', 'none')).toEqual([
      ...['b refuted', 'none'],
    ]);
  });

  test('a confirmed cause takes the place of "no deployment"; a refuted one does not', () => {
    expect(stands('none', 'a confirmed')).toEqual(['a confirmed']);
    expect(stands('none', 'a refuted')).toEqual(['none', 'a refuted']);
  });

  test('without the last word stands what stood before it', () => {
    expect(stands('a refuted', 'a confirmed')).toEqual(['a confirmed']);
    expect(stands('a refuted')).toEqual(['a refuted']);
  });
});

const words = fc.array(
  fc.constantFrom('none', 'a confirmed', 'a refuted', 'b confirmed', 'b refuted'),
  { maxLength: 12 },
);

test('never do "no deployment" and a confirmed cause stand together, nor two words of one deployment', () => {
  fc.assert(
    fc.property(words, (said) => {
      const left = stands(...said);
      const causes = left.filter((word) => word.endsWith('confirmed'));
      expect(left.includes('none') && causes.length > 0).toBe(false);
      const deployments = left.map((word) => word.split(' ')[0]);
      expect(new Set(deployments).size).toBe(deployments.length);
    }),
  );
});

test('the last word always stands', () => {
  fc.assert(
    fc.property(words, fc.constantFrom('none', 'a confirmed', 'a refuted'), (said, last) => {
      expect(stands(...said, last)).toContain(last);
    }),
  );
});
