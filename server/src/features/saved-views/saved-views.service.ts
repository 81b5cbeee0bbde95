import type { SavedViewsOverview } from '@bellwether/shared/saved-views/saved-views.schema';
import type { AppContext } from '../../app-context.ts';
import { countSavedViews } from './saved-views.store.ts';

export async function readSavedViews(app: AppContext): Promise<SavedViewsOverview> {
  return { count: await countSavedViews(app.db.pool) };
}
