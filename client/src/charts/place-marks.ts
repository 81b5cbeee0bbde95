import type { Mark } from './chart.types.ts';

/** A label above the plot: its words, or its number where the words find no room. */
export type PlacedMark = {
  position: number;
  text: string;
  /** Middle of the text in pixels from the left of the chart. */
  x: number;
};

export type PlacedMarks = { areNumbered: boolean; marks: PlacedMark[] };

export type MarkRoom = { left: number; width: number; columnWidth: number };

/** A generous mean over the letters of the interface at 11 pixels. */
const LETTER_PX = 6;
const GAP_PX = 10;
const NUMBER_PX = 14;

/**
 * Sets each label over its line, moved inwards at the edges of the plot. When two would touch, or one is wider than the
 * plot, all are numbered, and the words belong below the chart. Marks come in order of their position.
 */
export function placeMarks(marks: readonly Mark[], room: MarkRoom): PlacedMarks {
  const widths = marks.map((mark) => mark.label.length * LETTER_PX);
  const worded = centresOf(marks, widths, room);
  const touches = worded.some((x, index) => {
    const before = (worded[index - 1] ?? Number.NEGATIVE_INFINITY) + (widths[index - 1] ?? 0) / 2;
    return x - (widths[index] ?? 0) / 2 < before + GAP_PX;
  });
  const areNumbered = touches || widths.some((width) => width > room.width);
  const numbered = marks.map(() => NUMBER_PX);
  const places = areNumbered ? spread(centresOf(marks, numbered, room)) : worded;
  return {
    areNumbered,
    marks: marks.map((mark, index) => ({
      position: mark.position,
      text: areNumbered ? String(index + 1) : mark.label,
      x: places[index] ?? 0,
    })),
  };
}

function centresOf(marks: readonly Mark[], widths: readonly number[], room: MarkRoom): number[] {
  return marks.map((mark, index) => {
    const half = (widths[index] ?? 0) / 2;
    const line = room.left + (mark.position + 0.5) * room.columnWidth;
    return Math.max(Math.min(line, room.left + room.width - half), room.left + half);
  });
}

/** Moves numbers of neighbouring days to the right until each can be read. */
function spread(centres: readonly number[]): number[] {
  const places: number[] = [];
  for (const centre of centres) {
    places.push(Math.max(centre, (places.at(-1) ?? Number.NEGATIVE_INFINITY) + NUMBER_PX + 1));
  }
  return places;
}
