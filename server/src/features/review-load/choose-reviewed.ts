import { chooseForTotals, chooseOneByOne } from '../../access/choose-within.ts';
import type { Sight } from '../../access/sight.ts';
import type { PullRequestChoice } from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';

type Filter = Omit<PullRequestChoice, 'scope'>;

/**
 * The pull requests whose reviews are counted: those of the caller's teams, the same for everybody on them. What somebody
 * reviewed elsewhere would add other teams' people to the totals.
 * @throws AppError `forbidden` when the filter names an author whom the caller may not see
 */
export async function chooseReviewed<F extends Filter>(
  db: Queryable,
  sight: Sight,
  filter: F,
): Promise<F & { scope: PullRequestChoice['scope'] }> {
  const choice = await chooseForTotals(db, sight, filter);
  return filter.authors.length > 0 || choice.scope.teamIds === 'all'
    ? choice
    : { ...choice, scope: { ...choice.scope, accountIds: [] } };
}

/** Those that may be listed one by one. Null: none. */
export async function chooseListed<F extends Filter>(
  db: Queryable,
  { oneByOne }: Sight,
  filter: F,
): Promise<(F & { scope: PullRequestChoice['scope'] }) | null> {
  return oneByOne === null ? null : await chooseOneByOne(db, oneByOne, filter);
}
