import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import {
  formatPullRequestCsvRow,
  pullRequestsCsvHeader,
} from '@bellwether/shared/pull-requests/pull-requests-csv';
import { isVisible, loadVisibleRepositories } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import {
  type ExportChoice,
  loadExportRows,
  loadRepositories,
  type NamedRepository,
} from './pull-requests-csv.store.ts';

const ROWS_AT_ONCE = 1_000;

/**
 * The repositories of the names that the caller may see, in the order of the export; all of those when no name is given. Upper and lower case are
 * the same to GitHub.
 * @throws AppError `not_found` that names the repository that is not here.
 */
export async function findRepositories(
  { db }: Pick<AppContext, 'db'>,
  names: readonly string[],
  scope: RowScope,
): Promise<NamedRepository[]> {
  const visible = await loadVisibleRepositories(db.pool, scope);
  const stored = (await loadRepositories(db.pool)).filter(({ id }) => isVisible(visible, id));
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const here = new Set(stored.map(({ repository }) => repository.toLowerCase()));
  const missing = names.find((name) => !here.has(name.toLowerCase()));
  if (missing !== undefined) {
    throw new AppError('not_found', `The repository ${missing} is not here.`, {
      field: 'repository',
      remedy: 'GET /api/v1/sync lists the repositories that are.',
    });
  }
  return wanted.size === 0
    ? stored
    : stored.filter(({ repository }) => wanted.has(repository.toLowerCase()));
}

/** The file, piece by piece (C1). Each piece is read when the one before is taken, so memory stays small. */
export async function* exportPullRequests(
  { db }: Pick<AppContext, 'db'>,
  repositories: readonly NamedRepository[],
  choice: ExportChoice,
): AsyncGenerator<string> {
  yield pullRequestsCsvHeader;
  for (const repository of repositories) {
    let after = 0;
    let isMore = true;
    while (isMore) {
      const rows = await loadExportRows(db.pool, repository, choice, after, ROWS_AT_ONCE);
      if (rows.length > 0) {
        yield rows.map(formatPullRequestCsvRow).join('');
      }
      after = rows.at(-1)?.facts.number ?? after;
      isMore = rows.length === ROWS_AT_ONCE;
    }
  }
}
