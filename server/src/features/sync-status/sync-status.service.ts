import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import type {
  RepositoryRemoval,
  SyncOverview,
} from '@bellwether/shared/sync-status/sync-status.schema';
import { isVisible, limitTo, loadVisibleRepositories } from '../../access/visible-rows.ts';
import type { AppContext, SyncRequest } from '../../app-context.ts';
import { countRepositoryRows, deleteRepository } from './removal.store.ts';
import { describeRepository, lacksDeployments } from './repository-status.rules.ts';
import {
  countUndeployed,
  loadIdsToRead,
  loadRepositoriesWithStreams,
  pauseRepository,
  repositoryExists,
  resumeRepository,
} from './sync-status.store.ts';

/** How far the repositories of the scope were read. */
export async function getSyncOverview(app: AppContext, scope: RowScope): Promise<SyncOverview> {
  const visible = await loadVisibleRepositories(app.db.pool, scope);
  const repositories = await loadRepositoriesWithStreams(app.db, limitTo(visible, []));
  const lacking = repositories.filter(lacksDeployments).map(({ id }) => id);
  const undeployed = await countUndeployed(app.db, lacking);
  const jobs = await app.jobs.list();
  const now = app.clock();
  const points = app.sync.points();
  return {
    repositories: repositories.map((repository) =>
      describeRepository(repository, { jobs, undeployed, now }),
    ),
    points:
      points === null
        ? null
        : {
            spent: points.spent,
            remaining: points.remaining,
            resetAt: points.resetAt?.toISOString() ?? null,
          },
  };
}

/** Asks for a pass over one repository, or over all of the scope that are not paused. */
export async function requestSync(
  app: AppContext,
  repositoryId: string | null,
  scope: RowScope,
): Promise<{ requested: number }> {
  return await requestForEach(app, repositoryId, scope, (id) => ({
    kind: 'pass',
    repositoryId: id,
  }));
}

/** Asks that what is stored be compared with GitHub: the last days of it, or all. */
export async function requestDeepCheck(
  app: AppContext,
  repositoryId: string | null,
  reach: 'recent' | 'whole',
  scope: RowScope,
): Promise<{ requested: number }> {
  return await requestForEach(app, repositoryId, scope, (id) => ({
    kind: 'deep-check',
    repositoryId: id,
    reach,
  }));
}

/** @throws AppError `not_found` when the repository was removed. */
export async function pause(
  app: AppContext,
  repositoryId: string,
  scope: RowScope,
): Promise<{ paused: true }> {
  await requireVisible(app, repositoryId, scope);
  if (!(await pauseRepository(app.db, repositoryId, app.clock()))) {
    throw removed();
  }
  return { paused: true };
}

/** Lets a repository be read again, and has what is new read at once. */
export async function resume(
  app: AppContext,
  repositoryId: string,
  scope: RowScope,
): Promise<{ paused: false }> {
  await requireVisible(app, repositoryId, scope);
  if (!(await resumeRepository(app.db, repositoryId))) {
    throw removed();
  }
  await app.sync.request({ kind: 'pass', repositoryId }, 'person');
  return { paused: false };
}

/** What removing the repository would delete, and what would stay. */
export async function previewRepositoryRemoval(
  app: AppContext,
  repositoryId: string,
): Promise<RepositoryRemoval> {
  const counts = await countRepositoryRows(app.db, repositoryId);
  if (counts === null) {
    throw removed();
  }
  return counts;
}

/** Stops reading one repository and deletes what was read from it. Nothing changes on GitHub. */
export async function removeRepository(
  app: AppContext,
  repositoryId: string,
): Promise<{ removed: true }> {
  if (!(await deleteRepository(app.db, repositoryId))) {
    throw removed();
  }
  return { removed: true };
}

async function requestForEach(
  app: AppContext,
  repositoryId: string | null,
  scope: RowScope,
  requestFor: (id: string) => SyncRequest,
): Promise<{ requested: number }> {
  const visible = await loadVisibleRepositories(app.db.pool, scope);
  if (
    repositoryId !== null &&
    !(isVisible(visible, repositoryId) && (await repositoryExists(app.db, repositoryId)))
  ) {
    throw removed();
  }
  const ids =
    repositoryId === null
      ? (await loadIdsToRead(app.db)).filter((id) => isVisible(visible, id))
      : [repositoryId];
  for (const id of ids) {
    await app.sync.request(requestFor(id), 'person');
  }
  return { requested: ids.length };
}

async function requireVisible(
  { db }: Pick<AppContext, 'db'>,
  repositoryId: string,
  scope: RowScope,
): Promise<void> {
  if (!isVisible(await loadVisibleRepositories(db.pool, scope), repositoryId)) {
    throw removed();
  }
}

function removed(): AppError {
  return new AppError('not_found', 'This repository is not being read any more.', {
    remedy: 'Reload the page to see the repositories that there are.',
  });
}
