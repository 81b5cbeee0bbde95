import type { ReviewLoadOverview } from '@bellwether/shared/review-load/review-load.schema';
import type { AppContext } from '../../app-context.ts';
import { countReviewLoad } from './review-load.store.ts';

export async function readReviewLoad(app: AppContext): Promise<ReviewLoadOverview> {
  return { count: await countReviewLoad(app.db.pool) };
}
