import type { Derivation } from '@bellwether/shared/definitions/definitions-answers.schema';

/** Fewer seconds than this tell no rate. */
const FEWEST_SECONDS = 2;

type Progress = {
  done: number;
  total: number | null;
  startedAt: Date | null;
  progressAt: Date | null;
};

/** Pull requests per second since the beginning, and the seconds left at that rate. Null: too early to say. */
export function measureRate({
  done,
  total,
  startedAt,
  progressAt,
}: Progress): Pick<Derivation, 'rate' | 'secondsLeft'> {
  const seconds =
    startedAt === null || progressAt === null
      ? 0
      : (progressAt.getTime() - startedAt.getTime()) / 1000;
  if (seconds < FEWEST_SECONDS || done === 0) {
    return { rate: null, secondsLeft: null };
  }
  const rate = done / seconds;
  return { rate, secondsLeft: total === null ? null : Math.max(0, total - done) / rate };
}
