import { type SizeClass, sizeClasses, sizeClassOf } from '../pull-requests/size-class.ts';

/** What reading a change of a size is taken to cost, in minutes (C21). */
export const minutesBySize: Readonly<Record<SizeClass, number>> = {
  XS: 5,
  S: 15,
  M: 30,
  L: 60,
  XL: 120,
};

/** Estimated minutes of one person's review of a change of so many lines (B12, C21). */
export function effortMinutesOf(lines: number): number {
  return minutesBySize[sizeClassOf(lines)];
}

/** The same for a reader: "M: 30 min". */
export const effortWords = sizeClasses.map((size) => `${size} ${minutesBySize[size]}`).join(', ');
