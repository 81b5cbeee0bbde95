import { EVERYTHING, type RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import { defaultIncidentRule, type IncidentRule } from '@bellwether/shared/incidents/incident-rule';
import type {
  IncidentPreview,
  IncidentRules,
  ListedIncident,
} from '@bellwether/shared/incidents/incidents.schema';
import { isVisible, limitTo, loadVisibleRepositories } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { describeIncident } from './describe-incident.rules.ts';
import {
  countIncidents,
  loadIncidents,
  loadIssues,
  loadLabels,
  loadRepositoryNames,
  loadRules,
  type RepositoryName,
  replaceRule,
  type StoredRules,
} from './incidents.store.ts';
import { IncidentTally } from './preview-rule.metric.ts';

/** The rules, and the labels of the scope's repositories that they could name. */
export async function readRules(app: AppContext, scope: RowScope): Promise<IncidentRules> {
  const visible = await loadVisibleRepositories(app.db.pool, scope);
  const { forAll, own } = await loadRules(app.db);
  const repositories = await loadRepositoryNames(app.db);
  return {
    forAll: mutable(forAll ?? defaultIncidentRule),
    isChosen: forAll !== null,
    own: [...own]
      .filter(([repositoryId]) => isVisible(visible, repositoryId))
      .map(([repositoryId, rule]) => ({ repositoryId, rule: mutable(rule) })),
    repositories: repositories
      .filter(({ id }) => isVisible(visible, id))
      .map(({ id, repository }) => ({ repositoryId: id, repository })),
    labels: await loadLabels(app.db, limitTo(visible, [])),
  };
}

function mutable(rule: IncidentRule) {
  return {
    labels: [...rule.labels],
    severities: [...rule.severities],
    services: [...rule.services],
    exclusions: [...rule.exclusions],
  };
}

/** What a rule would make of the issues that are stored, beside the present one. Nothing is changed. Rules are an admin's, who sees all. */
export async function previewRule(
  app: AppContext,
  repositoryId: string | null,
  rule: IncidentRule,
): Promise<IncidentPreview> {
  const rules = await loadRules(app.db);
  const tally = new IncidentTally(rule);
  for (const { id, repository, issues } of await repositoriesUnder(app, rules, repositoryId)) {
    const present = rules.own.get(id) ?? rules.forAll ?? defaultIncidentRule;
    tally.add(repository, issues, await loadIssues(app.db, id), present);
  }
  return tally.result();
}

/** Those that a rule decides about: the one, or all without a rule of their own. @throws AppError `not_found` */
async function repositoriesUnder(
  app: AppContext,
  rules: StoredRules,
  repositoryId: string | null,
): Promise<RepositoryName[]> {
  const repositories = await loadRepositoryNames(app.db);
  if (repositoryId === null) {
    return repositories.filter(({ id }) => !rules.own.has(id));
  }
  const found = repositories.filter(({ id }) => id === repositoryId);
  if (found.length === 0) {
    throw new AppError('not_found', 'This repository is not being read any more.');
  }
  return found;
}

/** Stores the rule, null: removes it, and the incidents by it at once. */
export async function changeRule(
  app: AppContext,
  repositoryId: string | null,
  rule: IncidentRule | null,
): Promise<IncidentRules> {
  const affected = await repositoriesUnder(app, await loadRules(app.db), repositoryId);
  await replaceRule(
    app.db,
    repositoryId,
    rule,
    affected.map(({ id }) => id),
    app.clock(),
  );
  await app.sync.tell('data');
  return await readRules(app, EVERYTHING);
}

/** Latest first. Incidents of no repository are nobody's in particular: those who see everything see them. */
export async function listIncidents(
  app: AppContext,
  input: { repositoryId: string | null; limit: number; offset: number },
  scope: RowScope,
): Promise<{ items: ListedIncident[]; total: number; excluded: number }> {
  const { repositoryId, limit, offset } = input;
  const visible = await loadVisibleRepositories(app.db.pool, scope);
  const ids = limitTo(visible, repositoryId === null ? [] : [repositoryId]);
  const rows = await loadIncidents(app.db, ids, limit, offset);
  return { items: rows.map(describeIncident), ...(await countIncidents(app.db, ids)) };
}
