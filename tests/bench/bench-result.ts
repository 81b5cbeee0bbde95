/** One measured number, with the limit that it must keep. */
export type BenchResult = {
  name: string;
  value: number;
  unit: 'ratio' | 'points' | 'lines' | 'KB' | 'MB' | 'per second' | 'seconds';
  /** Null: measured to be known, not to be kept. */
  limit: { atMost?: number; atLeast?: number } | null;
  /** What was measured against what, with the raw figures. */
  detail: string;
};

export function keepsLimit(result: BenchResult): boolean {
  const { atMost = Number.POSITIVE_INFINITY, atLeast = Number.NEGATIVE_INFINITY } =
    result.limit ?? {};
  return result.value <= atMost && result.value >= atLeast;
}
