import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { Behind, BehindInput } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { chooseOneByOne } from '../../access/choose-within.ts';
import type { AppContext } from '../../app-context.ts';
import { loadBehind } from './behind.store.ts';
import { readPeriod } from './period.rules.ts';

const MOST_ITEMS = 200;

/** The pull requests behind a count of the page, one by one. */
export async function readBehind(
  { db }: Pick<AppContext, 'db'>,
  { filter, metric, clock, bucket, behind }: BehindInput,
  scope: RowScope,
  zone = 'UTC',
): Promise<Behind> {
  const { from, to } = readPeriod(filter, bucket, zone);
  const choice = await chooseOneByOne(db.pool, scope, filter);
  return await loadBehind(
    db.pool,
    { metric, clock, choice, borders: [from, to] },
    behind,
    MOST_ITEMS,
  );
}
