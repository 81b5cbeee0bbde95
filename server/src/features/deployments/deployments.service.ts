import { EVERYTHING, type RowScope } from '@bellwether/shared/access/row-scope';
import {
  type DeploymentRule,
  defaultDeploymentRule,
} from '@bellwether/shared/deployments/deployment-rule';
import type {
  DeploymentRules,
  DeploymentSources,
  deploymentLookInputSchema,
  ListedDeployment,
} from '@bellwether/shared/deployments/deployments.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { z } from 'zod';
import type { Sight } from '../../access/sight.ts';
import { isVisible, loadVisibleRepositories, type VisibleIds } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { assessRule } from './assess-rule.metric.ts';
import {
  countListed,
  loadEnvironments,
  loadLists,
  type SeenList,
  wantList,
} from './deployment-sources.store.ts';
import {
  deleteRule,
  loadDeliveryRows,
  loadRepositoryNames,
  loadRules,
  type RepositoryName,
  ruleOf,
  type StoredRules,
  storeRule,
} from './deployments.store.ts';

/** The rules, and what was seen in each repository of the scope that a rule could name. */
export async function readRules(app: AppContext, scope: RowScope): Promise<DeploymentRules> {
  const visible = await loadVisibleRepositories(app.db.pool, scope);
  const { forAll, own } = await loadRules(app.db);
  return {
    forAll: mutable(forAll ?? defaultDeploymentRule),
    isChosen: forAll !== null,
    own: [...own]
      .filter(([repositoryId]) => isVisible(visible, repositoryId))
      .map(([repositoryId, rule]) => ({ repositoryId, rule: mutable(rule) })),
    repositories: await readSources(app, visible),
  };
}

function mutable(rule: DeploymentRule) {
  return { ...rule, environments: [...rule.environments] };
}

async function readSources(app: AppContext, visible: VisibleIds): Promise<DeploymentSources[]> {
  const environments = await loadEnvironments(app.db);
  const lists = await loadLists(app.db);
  const counts = await countListed(app.db);
  const repositories = await loadRepositoryNames(app.db);
  return repositories
    .filter(({ id }) => isVisible(visible, id))
    .map(({ id, repository }) => {
      const isOwn = (row: { repositoryId: string }) => row.repositoryId === id;
      const own = lists.filter(isOwn);
      const counted = counts.filter(isOwn);
      const count = (kind: string, name: string) =>
        counted.find((row) => row.kind === kind && row.name === name)?.count ?? 0;
      return {
        ...{ repositoryId: id, repository },
        environments: environments.filter(isOwn).map(({ repositoryId: _, latestAt, ...row }) => ({
          ...row,
          latestAt: latestAt.toISOString(),
        })),
        releases: {
          ...readingOf(own.find(({ kind }) => kind === 'release')),
          count: count('release', 'release'),
          prereleases: count('release', 'prerelease'),
        },
        workflows: {
          ...readingOf(own.find(({ kind, name }) => kind === 'workflow-run' && name === '')),
          list: own
            .filter(({ kind, name }) => kind === 'workflow-run' && name !== '')
            .map((list) => ({
              ...{ ...readingOf(list), name: list.name, runs: count('workflow-run', list.name) },
            })),
        },
      };
    });
}

export function readingOf(list: SeenList | undefined) {
  return {
    isAskedFor: list?.isWanted ?? false,
    readAt: list?.readAt?.toISOString() ?? null,
    error: list?.error ?? null,
  };
}

/** Production deployments as they count, latest first; no pull request's number for those who see none one by one. */
export async function listDeployments(
  app: AppContext,
  input: { repositoryId: string | null; limit: number; offset: number },
  { scope, oneByOne }: Sight,
): Promise<{ items: ListedDeployment[]; total: number }> {
  const rules = await loadRules(app.db);
  const listed: ListedDeployment[] = [];
  for (const repository of await findRepositories(app, input.repositoryId, scope)) {
    const rows = await loadDeliveryRows(app.db, repository.id);
    listed.push(...assessRule(repository, rows, ruleOf(rules, repository.id), app.clock()).listed);
  }
  listed.sort((a, b) => b.finishedAt.localeCompare(a.finishedAt) || (a.id < b.id ? 1 : -1));
  const page = listed.slice(input.offset, input.offset + input.limit);
  const items = oneByOne === null ? page.map((one) => ({ ...one, numbers: [] })) : page;
  return { items, total: listed.length };
}

/** The repository, or all of the scope. @throws AppError `not_found` */
export async function findRepositories(
  app: AppContext,
  repositoryId: string | null,
  scope: RowScope,
): Promise<RepositoryName[]> {
  const visible = await loadVisibleRepositories(app.db.pool, scope);
  const all = await loadRepositoryNames(app.db);
  const repositories = all.filter(({ id }) => isVisible(visible, id));
  if (repositoryId === null) {
    return repositories;
  }
  const found = repositories.filter(({ id }) => id === repositoryId);
  if (found.length === 0) {
    throw new AppError('not_found', 'This repository is not being read any more.');
  }
  return found;
}

/** Those that a rule decides about: the one, or all without a rule of their own. Rules are an admin's, who sees all. */
export async function repositoriesUnder(
  app: AppContext,
  rules: StoredRules,
  repositoryId: string | null,
): Promise<RepositoryName[]> {
  const repositories = await findRepositories(app, repositoryId, EVERYTHING);
  return repositoryId === null ? repositories.filter(({ id }) => !rules.own.has(id)) : repositories;
}

/** Stores the rule and asks for a new attachment; charts keep what they have until it is done. */
export async function saveRule(
  app: AppContext,
  repositoryId: string | null,
  rule: DeploymentRule,
): Promise<DeploymentRules> {
  const affected = await repositoriesUnder(app, await loadRules(app.db), repositoryId);
  await storeRule(app.db, repositoryId, rule, app.clock());
  await attachAgain(app, affected);
  return await readRules(app, EVERYTHING);
}

/** Without a rule of its own a repository follows the one for all; that one goes back to the beginning. */
export async function removeRule(
  app: AppContext,
  repositoryId: string | null,
): Promise<DeploymentRules> {
  const affected = await repositoriesUnder(app, await loadRules(app.db), repositoryId);
  await deleteRule(app.db, repositoryId);
  await attachAgain(app, affected);
  return await readRules(app, EVERYTHING);
}

/** Has releases, the list of workflows or the runs of one read, so that a rule that counts them can be looked at. */
export async function lookAtList(
  app: AppContext,
  input: z.output<typeof deploymentLookInputSchema>,
): Promise<{ requested: number }> {
  const rules = await loadRules(app.db);
  const repositories = await repositoriesUnder(app, rules, input.repositoryId);
  for (const { id } of repositories) {
    if (input.kind === 'workflow-run') {
      await wantList(app.db, id, 'workflow-run', '');
    }
    const names = input.kind === 'github-deployment' ? input.environments : [input.workflowName];
    for (const name of names) {
      await wantList(app.db, id, input.kind, name ?? '');
    }
  }
  await attachAgain(app, repositories);
  return { requested: repositories.length };
}

async function attachAgain(app: AppContext, repositories: readonly RepositoryName[]) {
  for (const { id: repositoryId } of repositories) {
    const streams = ['deployments', 'comparisons'] as const;
    await app.sync.request({ kind: 'pass', repositoryId, streams }, 'person');
  }
}
