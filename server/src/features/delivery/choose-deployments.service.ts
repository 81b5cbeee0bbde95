import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { DeliveryFilter } from '@bellwether/shared/delivery/delivery.schema';
import { limitTo, loadVisibleRepositories, type VisibleIds } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';

export type ChosenRepositories = {
  /** Of the filter, as far as the caller may see them. Null: all there are. */
  repositories: string[] | null;
  visible: VisibleIds;
};

/** Counts of deployments are no person's numbers: who sees a repository sees all of its deployments. */
export async function chooseRepositories(
  { db }: Pick<AppContext, 'db'>,
  { repositories }: Pick<DeliveryFilter, 'repositories'>,
  scope: RowScope,
): Promise<ChosenRepositories> {
  const visible = await loadVisibleRepositories(db.pool, scope);
  return { repositories: limitTo(visible, repositories), visible };
}
