import { describe, expect, it } from 'vitest';
import { placeBelow } from './place-below.ts';

const window = { width: 400, height: 600 };
const box = { width: 200, height: 300 };

describe('placeBelow', () => {
  it('stands below its anchor, flush with it', () => {
    expect(placeBelow({ left: 50, top: 20, bottom: 52 }, box, window)).toEqual({
      left: 50,
      top: 56,
      maxHeight: 536,
    });
  });

  it('is moved into the window from either side', () => {
    expect(placeBelow({ left: 350, top: 20, bottom: 52 }, box, window).left).toBe(192);
    expect(placeBelow({ left: -30, top: 20, bottom: 52 }, box, window).left).toBe(8);
  });

  it('stands above where only there is room, and is never higher than that', () => {
    expect(placeBelow({ left: 0, top: 500, bottom: 532 }, box, window)).toMatchObject({
      top: 196,
      maxHeight: 300,
    });
    const high = { ...box, height: 900 };
    expect(placeBelow({ left: 0, top: 400, bottom: 432 }, high, window)).toMatchObject({
      top: 8,
      maxHeight: 388,
    });
  });
});
