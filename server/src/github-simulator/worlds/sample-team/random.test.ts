import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

describe('createRandom', () => {
  it('repeats itself for the same key and differs for another', () => {
    const draw = (key: string) => createRandom(key).hex(40);
    expect(draw('a')).toBe(draw('a'));
    expect(draw('a')).not.toBe(draw('b'));
  });

  it('forks by label, whatever was drawn before', () => {
    const used = createRandom('a');
    used.next();
    expect(used.fork('x').hex(8)).toBe(createRandom('a').fork('x').hex(8));
    expect(used.fork('x').hex(8)).not.toBe(used.fork('y').hex(8));
  });

  it('spreads evenly', () => {
    const random = createRandom('even');
    const counts = new Map<number, number>();
    for (let i = 0; i < 10_000; i += 1) {
      const value = random.integer(1, 10);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect(counts.size).toBe(10);
    expect(Math.min(...counts.values())).toBeGreaterThan(850);
    expect(Math.max(...counts.values())).toBeLessThan(1150);
  });

  it('picks by weight, and refuses an empty list', () => {
    const random = createRandom('weights');
    const picks = Array.from({ length: 1000 }, () =>
      random.weighted([
        ['never', 0],
        ['often', 9],
        ['seldom', 1],
      ]),
    );
    expect(picks).not.toContain('never');
    expect(picks.filter((pick) => pick === 'often').length).toBeGreaterThan(850);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
