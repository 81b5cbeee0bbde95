const steps: Record<string, (at: number, count: number) => number> = {
  ArrowLeft: (at) => at - 1,
  ArrowRight: (at) => at + 1,
  ArrowDown: (at) => at - 1,
  ArrowUp: (at) => at + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/**
 * Where a key moves a cursor among `count` things: arrow keys, Home and End to the index that it returns, Escape to
 * null, and undefined for keys that are not the cursor's. `at` is null before the first key, which then finds the first.
 */
export function moveByKey(
  key: string,
  at: number | null,
  count: number,
): number | null | undefined {
  if (key === 'Escape') {
    return null;
  }
  const step = steps[key];
  if (step === undefined || count === 0) {
    return undefined;
  }
  return Math.min(Math.max(step(at ?? -1, count), 0), count - 1);
}
