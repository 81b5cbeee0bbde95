import type { DeploymentRule } from '@bellwether/shared/deployments/deployment-rule';
import { loadDeploymentRule } from '../db/load-deployments.ts';
import type { DeploymentRows } from '../github/deployment.map.ts';
import { mapReleases } from '../github/release.map.ts';
import { fetchReleasesPage } from '../github/releases.fetch.ts';
import { mapWorkflowRuns } from '../github/workflow-run.map.ts';
import { fetchWorkflowRunsPage, fetchWorkflows } from '../github/workflow-runs.fetch.ts';
import {
  type DeploymentSource,
  ensureSource,
  isAskedFor,
  loadSources,
  markSourceFailed,
  type SourceName,
  saveWorkflows,
  updateSource,
} from './deployment-sources.save.ts';
import { saveDeployments } from './deployments.save.ts';
import { fetchHalving } from './fetch-halving.ts';
import { githubFailure } from './github-failure.ts';
import { type StreamContext, storePage } from './stream-context.ts';
import { isBefore, settledBefore } from './watermark.rules.ts';

const STREAM = 'deployments';
const PAGE_SIZE = 100;

/** A page of a list, latest first, as rows; `oldestAt` tells how far down it reaches. */
type SourcePage = { rows: DeploymentRows; oldestAt: Date | null; nextCursor: string | null };
type FetchSourcePage = (cursor: string | null) => Promise<SourcePage>;

/** Reads the releases and the workflow runs that count as deployments, or that someone wants to see; else neither. */
export async function syncDeploymentSources(context: StreamContext): Promise<void> {
  const { db, repository } = context;
  const rule = await loadDeploymentRule(db.pool, repository.id);
  if (rule.kind === 'release' || rule.kind === 'workflow-run') {
    await ensureSource(db.pool, repository.id, rule.kind, rule.workflowName ?? '');
  }
  const asked = (await loadSources(db.pool, repository.id)).filter((one) => isAskedFor(one, rule));
  if (asked.some(({ kind }) => kind === 'workflow-run')) {
    await attempt(context, rule, workflowList, () => readWorkflowList(context));
  }
  for (const source of await loadSources(db.pool, repository.id)) {
    const isList = source.kind === 'workflow-run' && source.name === '';
    if (isAskedFor(source, rule) && !isList) {
      await attempt(context, rule, source, () => readSource(context, source));
    }
  }
}

/** What is only looked at may fail: the numbers do not wait for it. What counts may not. */
async function attempt(
  context: StreamContext,
  rule: DeploymentRule,
  source: SourceName,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const failure = githubFailure(error);
    const message = [failure.message, failure.remedy].filter(Boolean).join(' ');
    await markSourceFailed(context.db.pool, context.repository.id, source, message);
    if (source.kind === rule.kind) {
      throw failure;
    }
  }
}

const workflowList: SourceName = { kind: 'workflow-run', name: '' };

async function readWorkflowList(context: StreamContext): Promise<void> {
  const { github, repository, startedAt } = context;
  const workflows = await fetchWorkflows(github, repository);
  await storePage(context, STREAM, async (tx) => {
    await saveWorkflows(tx, repository.id, workflows);
    const place = { watermarkAt: startedAt, cursor: null, passStartedAt: null };
    await updateSource(tx, repository.id, workflowList, place);
    return {};
  });
}

/** Page by page down to what no longer changes since the last complete pass; each page in its own transaction. */
async function readSource(context: StreamContext, source: DeploymentSource): Promise<void> {
  const fetchPage = source.kind === 'release' ? releasePages(context) : runPages(context, source);
  const bound = settledBefore(source.watermarkAt, context.repository.historyFrom);
  const passStartedAt = source.passStartedAt ?? context.startedAt;
  for (let { cursor } = source, isLast = false; !isLast; ) {
    const page = await fetchPage(cursor);
    isLast = page.nextCursor === null || (page.oldestAt !== null && isBefore(page.oldestAt, bound));
    cursor = isLast ? null : page.nextCursor;
    const place = isLast
      ? { watermarkAt: passStartedAt, cursor, passStartedAt: null }
      : { watermarkAt: source.watermarkAt, cursor, passStartedAt };
    await storePage(context, STREAM, async (tx) => {
      await saveDeployments(tx, notBefore(page.rows, context.repository.historyFrom));
      await updateSource(tx, context.repository.id, source, place);
      return {};
    });
  }
}

function releasePages({ github, repository }: StreamContext): FetchSourcePage {
  return async (cursor) => {
    const { page } = await fetchHalving(PAGE_SIZE, (first) =>
      fetchReleasesPage(github, repository, first, cursor),
    );
    return {
      rows: mapReleases(page.items, repository.id),
      oldestAt: page.items.at(-1)?.createdAt ?? null,
      nextCursor: page.nextCursor,
    };
  };
}

/** The runs of every workflow of that name, one after the other; a cursor is a workflow's number and a page. */
function runPages(
  { github, repository }: StreamContext,
  source: DeploymentSource,
): FetchSourcePage {
  const bound = settledBefore(source.watermarkAt, repository.historyFrom);
  return async (cursor) => {
    const [workflow = source.workflowIds[0], number = 1] = (cursor?.split(':') ?? []).map(Number);
    if (workflow === undefined) {
      return {
        rows: { deployments: [], statuses: [], accounts: [] },
        oldestAt: null,
        nextCursor: null,
      };
    }
    const page = await fetchWorkflowRunsPage(github, repository, workflow, number);
    const oldestAt = page.items.at(-1)?.created_at ?? null;
    const isRead = page.nextPage === null || (oldestAt !== null && isBefore(oldestAt, bound));
    const next = source.workflowIds[source.workflowIds.indexOf(workflow) + 1];
    const nextWorkflow = next === undefined ? null : `${next}:1`;
    return {
      rows: mapWorkflowRuns(page.items, source.name, repository.id),
      oldestAt: null,
      nextCursor: isRead ? nextWorkflow : `${workflow}:${page.nextPage}`,
    };
  };
}

function notBefore(rows: DeploymentRows, bound: Date | null): DeploymentRows {
  const deployments = rows.deployments.filter((row) => !isBefore(row.createdAt, bound));
  const ids = new Set(deployments.map((row) => row.id));
  return {
    ...{ deployments, accounts: rows.accounts },
    statuses: rows.statuses.filter((row) => ids.has(row.deploymentId)),
  };
}
