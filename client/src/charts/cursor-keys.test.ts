import { describe, expect, it } from 'vitest';
import { moveByKey } from './cursor-keys.ts';

describe('moveByKey', () => {
  it('begins at the first', () => {
    expect(moveByKey('ArrowRight', null, 3)).toBe(0);
    expect(moveByKey('ArrowLeft', null, 3)).toBe(0);
  });

  it('walks one by one and stops at both ends', () => {
    expect(moveByKey('ArrowRight', 0, 3)).toBe(1);
    expect(moveByKey('ArrowRight', 2, 3)).toBe(2);
    expect(moveByKey('ArrowLeft', 0, 3)).toBe(0);
    expect(moveByKey('End', 0, 3)).toBe(2);
    expect(moveByKey('Home', 2, 3)).toBe(0);
  });

  it('takes the cursor away by Escape', () => {
    expect(moveByKey('Escape', 1, 3)).toBeNull();
  });

  it('leaves all other keys to others, and every key where there is nothing', () => {
    expect(moveByKey('Tab', 1, 3)).toBeUndefined();
    expect(moveByKey('ArrowRight', null, 0)).toBeUndefined();
  });
});
