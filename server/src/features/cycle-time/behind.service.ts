import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { Behind, BehindInput } from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import { chooseOneByOne } from '../../access/choose-within.ts';
import type { AppContext } from '../../app-context.ts';
import { loadBehind } from './behind.store.ts';
import { readPeriod } from './period.rules.ts';
import { ruleCalled } from './rule-names.rules.ts';
import { loadDefinitions } from './rules-in-force.store.ts';

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
  const query = { metric, clock, choice, borders: [from, to] };
  if (behind.kind !== 'excluded') {
    return await loadBehind(db.pool, query, behind, MOST_ITEMS);
  }
  const { rules } = await loadDefinitions(db);
  const name = ruleCalled(behind.name, rules.exclusions, scope.teamIds === 'all');
  return await loadBehind(db.pool, query, { ...behind, name }, MOST_ITEMS);
}
