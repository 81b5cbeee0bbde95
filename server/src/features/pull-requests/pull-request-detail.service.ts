import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import { receiptsOf } from '@bellwether/shared/pull-requests/explain-facts';
import type { PullRequestDetail } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { readPullRequest } from '@bellwether/shared/pull-requests/read-pull-request';
import { readTimeline } from '@bellwether/shared/pull-requests/read-timeline';
import { explainSurroundings } from '@bellwether/shared/pull-requests/receipt-surroundings';
import { dateOf } from '@bellwether/shared/time/instant';
import type { AppContext } from '../../app-context.ts';
import { loadPullRequestDetail, loadRules } from './pull-request-detail.store.ts';
import { loadSurroundings } from './surroundings.store.ts';

/**
 * One pull request with its life drawn to scale and the receipt of every number.
 * @throws AppError `not_found` when no such pull request is stored, or it is not the caller's to see.
 */
export async function readPullRequestDetail(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  id: string,
  scope: RowScope,
): Promise<PullRequestDetail> {
  const stored = await loadPullRequestDetail(db.pool, id, scope);
  if (stored === null) {
    throw new AppError('not_found', 'This pull request is not stored here.', {
      field: 'id',
      remedy:
        'Its repository may have been removed, it has not been read yet, or it is not yours to see.',
    });
  }
  const { history, ...detail } = stored;
  const reading = readPullRequest(history, await loadRules(db.pool));
  const surroundings = await loadSurroundings(
    db.pool,
    history,
    dateOf(reading.spells.readyAt ?? reading.createdAt),
  );
  return {
    ...detail,
    timeline: readTimeline(reading, clock()),
    receipts: [...receiptsOf(reading), explainSurroundings(reading, surroundings)],
  };
}
