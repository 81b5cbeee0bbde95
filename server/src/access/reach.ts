import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { Queryable } from '../db/queryable.types.ts';
import { isVisible, loadVisibleRepositories } from './visible-rows.ts';

/** Where a caller may act, and what they may see; `seeing` null: nothing beside that. */
type ReachScopes = { acting: RowScope; seeing: RowScope | null };

/**
 * `acts`: a team that the caller acts for was given the repository, or one of its people works in it. `sees`: they see it, by
 * another role of theirs, and may change nothing. Null: it is not for them to know of.
 */
export type Reach = 'acts' | 'sees' | null;

/** How far each repository (null: of none) is in the caller's reach. What is of no repository is everybody's who acts for all. */
export async function loadReach(
  db: Queryable,
  { acting, seeing }: ReachScopes,
): Promise<(repositoryId: string | null) => Reach> {
  const own = await loadVisibleRepositories(db, acting);
  const seen = seeing === null ? own : await loadVisibleRepositories(db, seeing);
  return (repositoryId) => {
    if (isVisible(own, repositoryId)) {
      return 'acts';
    }
    return isVisible(seen, repositoryId) ? 'sees' : null;
  };
}
