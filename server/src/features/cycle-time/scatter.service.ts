import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { CycleTimeInput, Scatter } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { chooseOneByOne } from '../../access/choose-within.ts';
import type { AppContext } from '../../app-context.ts';
import { readPeriod } from './period.rules.ts';
import { loadDots } from './scatter.store.ts';

const SHOWN = { limit: 4_000, slowest: 1_000 };

/** One dot for each pull request behind the chart of the period. */
export async function readScatter(
  { db }: Pick<AppContext, 'db'>,
  input: CycleTimeInput,
  scope: RowScope,
  zone = 'UTC',
): Promise<Scatter> {
  const { from, to } = readPeriod(input.filter, input.bucket, zone);
  const { metric, clock } = input;
  const choice = await chooseOneByOne(db.pool, scope, input.filter);
  return await loadDots(db.pool, { metric, clock, choice, borders: [from, to] }, SHOWN);
}
