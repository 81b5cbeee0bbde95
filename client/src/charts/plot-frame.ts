import type { Margin } from 'recharts';

/** Room for the labels of the y axis, in pixels; every plot begins here. */
export const AXIS_WIDTH = 46;
/** Room for the labels of the x axis, in pixels. */
export const AXIS_HEIGHT = 24;
const RIGHT = 8;

/** Space around the axes. `top` holds what stands above the plot. */
export function marginOf(top: number): Margin {
  return { top, right: RIGHT, bottom: 0, left: 0 };
}

/** Pixels from the left to the right end of the plot in a chart that is `width` pixels wide. */
export function plotWidthOf(width: number): number {
  return Math.max(width - AXIS_WIDTH - RIGHT, 0);
}
