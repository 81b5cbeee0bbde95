import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import { createParameters, type PullRequestChoice } from '../db/pull-request-conditions.ts';
import type { Queryable } from '../db/queryable.types.ts';
import { accountsInScope } from '../db/row-scope-conditions.ts';
import type { Sight } from './sight.ts';

type Filter = Omit<PullRequestChoice, 'scope'>;

/**
 * What a total may be made of. Naming authors asks for single people, so it takes the right to see them one by one.
 * @throws AppError `forbidden` when one of the authors is somebody else's to see
 */
export async function chooseForTotals<F extends Filter>(
  db: Queryable,
  { scope, oneByOne }: Sight,
  filter: F,
): Promise<F & { scope: RowScope }> {
  if (filter.authors.length === 0) {
    return { ...filter, scope };
  }
  if (oneByOne === null) {
    throw new AppError('forbidden', 'Your role shows teams, not single people.', {
      field: 'authors',
      remedy: 'Leave the author out.',
    });
  }
  return await chooseOneByOne(db, oneByOne, filter);
}

/**
 * The pull requests of a scope, one by one.
 * @throws AppError `forbidden` when one of the authors is somebody else's to see
 */
export async function chooseOneByOne<F extends Filter>(
  db: Queryable,
  scope: RowScope,
  filter: F,
): Promise<F & { scope: RowScope }> {
  if (scope.teamIds !== 'all' && filter.authors.length > 0) {
    const known = await loadLogins(db, scope);
    if (filter.authors.some((login) => !known.has(login) && !known.has(`${login}[bot]`))) {
      const whom = scope.teamIds.length === 0 ? 'yourself' : 'people of your teams';
      throw new AppError('forbidden', `You may choose ${whom} as the author, and nobody else.`, {
        field: 'authors',
        remedy: 'Leave the other authors out.',
      });
    }
  }
  return { ...filter, scope };
}

async function loadLogins(db: Queryable, scope: RowScope): Promise<Set<string>> {
  const parameters = createParameters();
  const { rows } = await db.query<{ login: string }>(
    `select login from accounts where id in (${accountsInScope(scope, parameters)})`,
    parameters.values,
  );
  return new Set(rows.map(({ login }) => login));
}
