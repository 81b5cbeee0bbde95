import type { RowScope } from '@bellwether/shared/access/row-scope';
import type {
  FilterChoices,
  PullRequestList,
  PullRequestListInput,
} from '@bellwether/shared/pull-requests/pull-requests.schema';
import { startOfDay } from '@bellwether/shared/time/local-day';
import { chooseOneByOne } from '../../access/choose-within.ts';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { loadFilterChoices } from './filter-choices.store.ts';
import { loadPullRequestPage } from './pull-requests.store.ts';

/** One page of the pull requests of the period, and where the next one begins (null: there is none). */
export async function listPullRequests(
  { db }: Pick<AppContext, 'db'>,
  input: PullRequestListInput,
  scope: RowScope,
  zone = 'UTC',
): Promise<PullRequestList> {
  const from = startOfDay(input.filter.from, zone);
  const to = startOfDay(input.filter.to, zone);
  const { items, total } = await loadPullRequestPage(
    db.pool,
    { ...input, filter: await chooseOneByOne(db.pool, scope, input.filter) },
    from,
    to,
  );
  const next = input.cursor + items.length;
  return { items, total, nextCursor: items.length > 0 && next < total ? next : null };
}

/** What can be chosen from: what occurs in the rows that the caller may see, and the authors whom they may see one by one. */
export function readFilterChoices(
  { db }: Pick<AppContext, 'db'>,
  sight: Sight,
  zone = 'UTC',
): Promise<FilterChoices> {
  return loadFilterChoices(db.pool, sight, zone);
}
