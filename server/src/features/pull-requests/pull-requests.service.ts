import type {
  FilterChoices,
  PullRequestList,
  PullRequestListInput,
} from '@bellwether/shared/pull-requests/pull-requests.schema';
import { startOfDay } from '@bellwether/shared/time/local-day';
import type { AppContext } from '../../app-context.ts';
import { loadFilterChoices, loadPullRequestPage } from './pull-requests.store.ts';

/** One page of the pull requests of the period, and where the next one begins (null: there is none). */
export async function listPullRequests(
  { db }: Pick<AppContext, 'db'>,
  input: PullRequestListInput,
  zone = 'UTC',
): Promise<PullRequestList> {
  const from = startOfDay(input.filter.from, zone);
  const to = startOfDay(input.filter.to, zone);
  const { items, total } = await loadPullRequestPage(db.pool, input, from, to);
  const next = input.cursor + items.length;
  return { items, total, nextCursor: items.length > 0 && next < total ? next : null };
}

export function readFilterChoices(
  { db }: Pick<AppContext, 'db'>,
  zone = 'UTC',
): Promise<FilterChoices> {
  return loadFilterChoices(db.pool, zone);
}
