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
  const named = posted.map((deployment, index): DeploymentToStore => {
    const place = placeOf(index, posted);
    const { id } = requireRepository(repositories, deployment.repository, place);
    const { startedAt, finishedAt } = deployment;
    refuseFuture({ startedAt, finishedAt }, app.clock(), place);
    return { ...deployment, repositoryId: id };
  });
  const toStore = await withFullCommits(app, named);
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

// What a build made is not in the repository, so a short form of it cannot be told from others.
const COMMITS = ['sha', 'sourceSha', 'previousSha'] as const;

function isShort(sha: string | null | undefined): sha is string {
  return sha !== null && sha !== undefined && sha.length < 40;
}

async function withFullCommits(
  app: AppContext,
  deployments: readonly DeploymentToStore[],
): Promise<DeploymentToStore[]> {
  const known = new Map<string, Map<string, string[]>>();
  for (const id of new Set(deployments.map(({ repositoryId }) => repositoryId))) {
    const own = deployments.filter(({ repositoryId }) => repositoryId === id);
    const short = own.flatMap((one) => COMMITS.map((field) => one[field]).filter(isShort));
    known.set(id, short.length === 0 ? new Map() : await findCommits(app.db, id, short));
  }
  return deployments.map((deployment, index) => {
    const full = { ...deployment };
    for (const field of COMMITS) {
      const sha = full[field];
      if (isShort(sha)) {
        const found = known.get(full.repositoryId)?.get(sha) ?? [];
        full[field] = onlyOne(found, sha, `${placeOf(index, deployments)}${field}`);
      }
    }
    return full;
  });
}

function onlyOne([commit, another]: readonly string[], sha: string, field: string): string {
  if (commit === undefined || another !== undefined) {
    const reason = commit === undefined ? 'No commit' : 'More than one commit';
    throw new AppError('invalid_input', `${reason} that is known here begins with ${sha}.`, {
      field,
      remedy: 'Send all 40 digits.',
    });
  }
  return commit;
}

function placeOf(index: number, posted: readonly unknown[]): string {
  return posted.length === 1 ? '' : `[${index}].`;
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
