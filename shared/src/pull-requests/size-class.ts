/** How large a change is (B10): XS up to 10 lines, S 50, M 200, L 500, XL above. */
export const sizeClasses = ['XS', 'S', 'M', 'L', 'XL'] as const;
export type SizeClass = (typeof sizeClasses)[number];

const mostLines: Readonly<Record<Exclude<SizeClass, 'XL'>, number>> = {
  XS: 10,
  S: 50,
  M: 200,
  L: 500,
};

/** Lines above `above` and up to `upTo`; null: without end. */
export function rangeOfSize(size: SizeClass): { above: number; upTo: number | null } {
  const before = sizeClasses[sizeClasses.indexOf(size) - 1];
  return {
    above: before === undefined || before === 'XL' ? -1 : mostLines[before],
    upTo: size === 'XL' ? null : mostLines[size],
  };
}

/** The class of so many changed lines. */
export function sizeClassOf(lines: number): SizeClass {
  return sizeClasses.find((size) => lines <= (rangeOfSize(size).upTo ?? Infinity)) ?? 'XL';
}
