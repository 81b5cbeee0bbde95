import type { CycleTimeInput, Scatter } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { AppContext } from '../../app-context.ts';
import { readPeriod } from './period.rules.ts';
import { loadDots } from './scatter.store.ts';

const SHOWN = { limit: 4_000, slowest: 1_000 };

/** One dot for each pull request behind the chart of the period. */
export function readScatter(
  { db }: Pick<AppContext, 'db'>,
  input: CycleTimeInput,
  zone = 'UTC',
): Promise<Scatter> {
  const { from, to } = readPeriod(input.filter, input.bucket, zone);
  const { metric, clock, filter } = input;
  return loadDots(db.pool, { metric, clock, choice: filter, borders: [from, to] }, SHOWN);
}
