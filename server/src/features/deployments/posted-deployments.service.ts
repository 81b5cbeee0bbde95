import type { PostedDeployment } from '@bellwether/shared/deployments/posted-deployment.schema';
import type { PostedAnswer } from '@bellwether/shared/deployments/posted-fields.schema';
import { isProduction } from '@bellwether/shared/deployments/production-deployments.rules';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import { loadRules, ruleOf } from './deployments.store.ts';
import {
  type DeploymentToStore,
  findCommits,
  loadReadRepositories,
  storePostedDeployments,
} from './posted-deployments.store.ts';
import { requireRepository } from './read-repositories.rules.ts';
import { refuseFuture } from './refuse-future.rules.ts';

const LATE = 'It is known to have ended: that stays.';

/**
 * Stores what other systems tell of their deployments, all or none, and asks for the commits between them.
 * @throws AppError `not_found` for a repository that is not read, `invalid_input` for a short commit that says nothing
 */
export async function postDeployments(
  app: AppContext,
  posted: readonly PostedDeployment[],
): Promise<PostedAnswer[]> {
  const repositories = await loadReadRepositories(app.db);
  const toStore: DeploymentToStore[] = [];
  for (const [index, deployment] of posted.entries()) {
    const place = posted.length === 1 ? '' : `[${index}].`;
    const { id } = requireRepository(repositories, deployment.repository, place);
    const { startedAt, finishedAt } = deployment;
    refuseFuture({ startedAt, finishedAt }, app.clock(), place);
    toStore.push({ ...(await withFullCommits(app, id, deployment, place)), repositoryId: id });
  }
  const stored = await storePostedDeployments(app.db, toStore, app.clock());
  for (const repositoryId of new Set(toStore.map((one) => one.repositoryId))) {
    await app.sync.request({ kind: 'pass', repositoryId, streams: ['comparisons'] }, 'webhook');
  }
  const rules = await loadRules(app.db);
  return stored.map(({ id, created, isLate }, index) => ({
    ...{ id, created },
    warnings: [...(isLate ? [LATE] : []), ...warningsOf(toStore[index], rules)],
  }));
}

async function withFullCommits(
  app: AppContext,
  repositoryId: string,
  deployment: PostedDeployment,
  place: string,
): Promise<PostedDeployment> {
  const full = { ...deployment };
  // What a build made is not in the repository, so a short form of it cannot be told from others.
  for (const field of ['sha', 'sourceSha', 'previousSha'] as const) {
    const sha = full[field];
    if (!sha || sha.length === 40) {
      continue;
    }
    const [commit, another] = await findCommits(app.db, repositoryId, sha);
    if (commit === undefined || another !== undefined) {
      const reason = commit === undefined ? 'No commit' : 'More than one commit';
      throw new AppError('invalid_input', `${reason} that is known here begins with ${sha}.`, {
        field: `${place}${field}`,
        remedy: 'Send all 40 digits.',
      });
    }
    full[field] = commit;
  }
  return full;
}

function warningsOf(
  deployment: DeploymentToStore | undefined,
  rules: Awaited<ReturnType<typeof loadRules>>,
): string[] {
  if (deployment === undefined) {
    return [];
  }
  const { repository, environment, sha, repositoryId } = deployment;
  const row = { ...{ id: '', kind: 'api' as const, name: null, task: null, environment, sha } };
  const unused = { service: null, sourceSha: null, previousSha: null };
  return isProduction({ ...row, ...unused }, ruleOf(rules, repositoryId))
    ? []
    : [
        `"${environment}" is no production environment of ${repository} by its rule: this is kept and not counted.`,
      ];
}
