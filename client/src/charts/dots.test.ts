import { describe, expect, it } from 'vitest';
import { nearestDot } from './dots.ts';

const dots = [
  { x: 10, y: 10, radius: 3, color: '--bw-accent' },
  { x: 20, y: 10, radius: 3, color: '--bw-accent' },
];

describe('nearestDot', () => {
  it('finds the nearest of those within reach', () => {
    expect(nearestDot(dots, { x: 16, y: 10 }, 18)).toBe(1);
    expect(nearestDot(dots, { x: 14, y: 10 }, 18)).toBe(0);
  });

  it('finds none where all are out of reach', () => {
    expect(nearestDot(dots, { x: 10, y: 40 }, 18)).toBeNull();
    expect(nearestDot([], { x: 0, y: 0 }, 18)).toBeNull();
  });
});
