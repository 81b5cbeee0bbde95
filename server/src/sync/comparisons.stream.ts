import {
  type Comparison,
  comparisonKey,
  type DeployedByAnswer,
  findDeployedBy,
} from '@bellwether/shared/deployments/deployed-by';
import {
  defaultProductionEnvironments,
  type FinishedDeployment,
  finishedProductionDeployments,
} from '@bellwether/shared/deployments/production-deployments.rules';
import { fetchComparison } from '../github/comparisons.fetch.ts';
import { saveCommits } from './commits.save.ts';
import {
  type ComparisonsCursor,
  readComparisonsCursor,
  spanToCompare,
  writeComparisonsCursor,
} from './comparisons.rules.ts';
import { loadCommitGraph, loadDeployments, loadMerged } from './comparisons.store.ts';
import { saveFacts } from './facts.save.ts';
import {
  countRows,
  loadStream,
  type StreamContext,
  storePage,
  throwIfStopped,
} from './stream-context.ts';

const STREAM = 'comparisons';
const FACTS_PER_TRANSACTION = 100;

/**
 * Reads the commits between the first production deployment and the latest in one comparison, later only what was added.
 * It comes before the pull requests, whose commits then need not be asked for again.
 */
export async function syncDeployedSpan(context: StreamContext): Promise<void> {
  const finished = finishedProductionDeployments(
    await loadDeployments(context.db.pool, context.repository.id),
    defaultProductionEnvironments,
  );
  const cursor = readComparisonsCursor((await loadStream(context, STREAM)).cursor);
  const span = spanToCompare(
    finished.map((deployment) => deployment.sha),
    cursor,
  );
  if (span !== null) {
    await compare(context, cursor, span, {
      baselineSha: finished[0]?.sha ?? span.baseSha,
      headSha: span.headSha,
    });
  }
}

/**
 * Tells which deployment brought each merged pull request; asks for the single comparisons that the stored commits
 * leave open, and derives again the facts whose deployment is another one now.
 */
export async function attachDeployments(context: StreamContext): Promise<void> {
  let answer = await askStoredGraph(context);
  for (let missing = answer.missing; missing.length > 0; missing = answer.missing) {
    for (const pair of missing) {
      throwIfStopped(context.signal);
      const cursor = readComparisonsCursor((await loadStream(context, STREAM)).cursor);
      await compare(context, cursor, pair, {});
    }
    answer = await askStoredGraph(context);
  }
  await deriveChanged(context, answer.deploymentOf);
  await storePage(context, STREAM, async (tx) => ({
    stored: await countRows(tx, 'commits', context.repository.id),
    lastSuccessAt: context.clock(),
  }));
}

async function compare(
  context: StreamContext,
  cursor: ComparisonsCursor,
  pair: Comparison,
  span: Partial<Pick<ComparisonsCursor, 'baselineSha' | 'headSha'>>,
): Promise<void> {
  const { github, repository } = context;
  const comparison = await fetchComparison(github, repository, pair.baseSha, pair.headSha);
  await storePage(context, STREAM, async (tx) => {
    if (comparison !== null) {
      const base = comparison.base === null ? [] : [comparison.base];
      await saveCommits(tx, repository.id, [...base, ...comparison.commits]);
    }
    const key = comparisonKey(pair);
    return {
      cursor: writeComparisonsCursor(
        comparison === null
          ? { ...cursor, unknown: [...new Set([...cursor.unknown, key])] }
          : { ...cursor, ...span, compared: [...new Set([...cursor.compared, key])] },
      ),
      stored: await countRows(tx, 'commits', repository.id),
    };
  });
}

async function askStoredGraph(context: StreamContext) {
  const { db, repository } = context;
  const cursor = readComparisonsCursor((await loadStream(context, STREAM)).cursor);
  const deployments = await loadDeployments(db.pool, repository.id);
  const graph = await loadCommitGraph(db.pool, repository.id);
  const merged = await loadMerged(db.pool, repository.id);
  const finished = finishedProductionDeployments(deployments, defaultProductionEnvironments);
  const answer: DeployedByAnswer = findDeployedBy({
    deployments,
    graph,
    // A merge commit that no comparison listed was there before the first deployment, or was not deployed.
    pullRequests: merged.filter(
      ({ mergeCommitSha }) => mergeCommitSha !== null && graph.has(mergeCommitSha),
    ),
    defaultBranch: context.overview.repository.defaultBranch,
    productionEnvironments: defaultProductionEnvironments,
    compared: new Set([...cursor.compared, ...pairsInside(finished, graph)]),
  });
  const asked = new Set([...cursor.compared, ...cursor.unknown]);
  return {
    deploymentOf: answer.deploymentOf,
    missing: answer.missingComparisons.filter((pair) => !asked.has(comparisonKey(pair))),
  };
}

/** Neighbours that both stand in the compared span: what the graph does not hold of them was there before it. */
function pairsInside(
  finished: readonly FinishedDeployment[],
  graph: ReadonlyMap<string, readonly string[]>,
): string[] {
  return finished.flatMap((deployment, index) => {
    const previous = finished[index - 1];
    return previous !== undefined && graph.has(previous.sha) && graph.has(deployment.sha)
      ? [comparisonKey({ baseSha: previous.sha, headSha: deployment.sha })]
      : [];
  });
}

async function deriveChanged(
  context: StreamContext,
  deploymentOf: DeployedByAnswer['deploymentOf'],
): Promise<void> {
  const merged = await loadMerged(context.db.pool, context.repository.id);
  const changed = merged.filter(({ id, deploymentId, deployedAt }) => {
    const now = deploymentOf.get(id) ?? null;
    return (
      deploymentId !== (now?.id ?? null) ||
      (deployedAt?.getTime() ?? null) !== (now?.finishedAt.getTime() ?? null)
    );
  });
  for (let start = 0; start < changed.length; start += FACTS_PER_TRANSACTION) {
    const ids = changed.slice(start, start + FACTS_PER_TRANSACTION).map((row) => row.id);
    await storePage(context, STREAM, async (tx) => {
      await saveFacts(tx, ids, context.rules, (id) => deploymentOf.get(id) ?? null);
      return {};
    });
  }
}
