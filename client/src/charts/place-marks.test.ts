import { describe, expect, it } from 'vitest';
import { placeMarks } from './place-marks.ts';

const room = { left: 40, width: 600, columnWidth: 60 };
const label = '17 Aug: Reviews shared';
const half = (label.length * 6) / 2;

describe('placeMarks', () => {
  it('centres the words over the line', () => {
    const { areNumbered, marks } = placeMarks([{ position: 4.5, label }], room);
    expect(areNumbered).toBe(false);
    expect(marks).toEqual([{ position: 4.5, text: label, x: 340 }]);
  });

  it('keeps the words within the plot at either edge', () => {
    const at = (position: number) => placeMarks([{ position, label }], room).marks[0]?.x;
    expect(at(-0.5)).toBe(40 + half);
    expect(at(9.5)).toBe(640 - half);
  });

  it('numbers all marks when two labels would touch', () => {
    const placed = placeMarks(
      [
        { position: 4, label },
        { position: 5, label },
      ],
      room,
    );
    expect(placed.areNumbered).toBe(true);
    expect(placed.marks.map((mark) => mark.text)).toEqual(['1', '2']);
  });

  it('numbers a label that is wider than the plot', () => {
    const narrow = { left: 40, width: 100, columnWidth: 10 };
    expect(placeMarks([{ position: 4, label }], narrow).areNumbered).toBe(true);
  });

  it('sets numbers of the same day side by side', () => {
    const [first, second] = placeMarks(
      [
        { position: 4, label },
        { position: 4, label },
      ],
      room,
    ).marks;
    expect((second?.x ?? 0) - (first?.x ?? 0)).toBeGreaterThanOrEqual(14);
  });

  it('places nothing where nothing was marked', () => {
    expect(placeMarks([], room)).toEqual({ areNumbered: false, marks: [] });
  });
});
