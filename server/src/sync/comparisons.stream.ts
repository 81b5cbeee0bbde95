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
import type { AppError } from '@bellwether/shared/errors/app-error';
import { fetchComparison } from '../github/comparisons.fetch.ts';
import { saveCommits } from './commits.save.ts';
import {
  type ComparisonsCursor,
  isKnownToBeUnknown,
  readComparisonsCursor,
  spanToCompare,
  withCompared,
  withFailed,
  withUnknown,
  writeComparisonsCursor,
} from './comparisons.rules.ts';
import { loadCommitGraph, loadDeployments, loadMerged } from './comparisons.store.ts';
import { saveFacts } from './facts.save.ts';
import { githubFailure } from './github-failure.ts';
import {
  countRows,
  loadStream,
  type StreamContext,
  storePage,
  throwIfStopped,
} from './stream-context.ts';

const STREAM = 'comparisons';
const FACTS_PER_TRANSACTION = 100;
/** In one pass: a GitHub in trouble is not asked for a comparison after the other. */
const MAX_FAILURES = 3;

/**
 * Reads the commits between the first production deployment and the latest in one comparison, later only what was added.
 * It comes before the pull requests, whose commits then need not be asked for again.
 */
export async function syncDeployedSpan(context: StreamContext): Promise<void> {
  const finished = finishedProductionDeployments(
    await loadDeployments(context.db.pool, context.repository.id),
    defaultProductionEnvironments,
  );
  const cursor = await loadCursor(context);
  const span = spanToCompare(
    finished.map((deployment) => deployment.sha),
    cursor,
    context.clock(),
  );
  if (span !== null) {
    await compare(context, span, {
      baselineSha: finished[0]?.sha ?? span.baseSha,
      headSha: span.headSha,
    });
  }
}

/**
 * Tells which deployment brought each merged pull request; asks for the single comparisons that the stored commits
 * leave open, and derives again the facts whose deployment is another one now.
 * @throws AppError when GitHub could not make some comparison, after what the others tell is stored
 */
export async function attachDeployments(context: StreamContext): Promise<void> {
  const failure = await compareMissing(context);
  await deriveChanged(context, (await askStoredGraph(context)).deploymentOf);
  await storePage(context, STREAM, async (tx) => ({
    stored: await countRows(tx, 'commits', context.repository.id),
  }));
  if (failure !== null) {
    throw failure;
  }
}

/** Asks for what the stored commits leave open until nothing is; the first failure, or null when there was none. */
async function compareMissing(context: StreamContext): Promise<AppError | null> {
  const failures = new Map<string, AppError>();
  const first = () => [...failures.values()][0] ?? null;
  for (let missing = await findMissing(); missing.length > 0; missing = await findMissing()) {
    for (const pair of missing) {
      throwIfStopped(context.signal);
      const failure = await compare(context, pair).then(() => null, githubFailure);
      if (failure !== null) {
        failures.set(comparisonKey(pair), failure);
      }
      if (failures.size === MAX_FAILURES) {
        return first();
      }
    }
  }
  return first();

  async function findMissing(): Promise<Comparison[]> {
    const { missing } = await askStoredGraph(context);
    return missing.filter((pair) => !failures.has(comparisonKey(pair)));
  }
}

async function compare(
  context: StreamContext,
  pair: Comparison,
  span: Partial<Pick<ComparisonsCursor, 'baselineSha' | 'headSha'>> = {},
): Promise<void> {
  const { github, repository, clock } = context;
  const cursor = await loadCursor(context);
  const comparison = await fetchComparison(github, repository, pair.baseSha, pair.headSha).catch(
    async (error: unknown) => {
      // What is stored of its ends by other comparisons says nothing about what lies between them.
      await storeCursor(context, withFailed(cursor, pair));
      throw error;
    },
  );
  if (comparison === null) {
    return await storeCursor(context, withUnknown(cursor, pair, clock()));
  }
  await storePage(context, STREAM, async (tx) => {
    const base = comparison.base === null ? [] : [comparison.base];
    await saveCommits(tx, repository.id, [...base, ...comparison.commits]);
    return {
      cursor: writeComparisonsCursor({ ...withCompared(cursor, pair), ...span }),
      stored: await countRows(tx, 'commits', repository.id),
    };
  });
}

async function loadCursor(context: StreamContext): Promise<ComparisonsCursor> {
  return readComparisonsCursor((await loadStream(context, STREAM)).cursor);
}

async function storeCursor(context: StreamContext, cursor: ComparisonsCursor): Promise<void> {
  await storePage(context, STREAM, () =>
    Promise.resolve({ cursor: writeComparisonsCursor(cursor) }),
  );
}

async function askStoredGraph(context: StreamContext) {
  const { db, repository, clock } = context;
  const cursor = await loadCursor(context);
  const deployments = await loadDeployments(db.pool, repository.id);
  const graph = await loadCommitGraph(db.pool, repository.id);
  const merged = await loadMerged(db.pool, repository.id);
  const finished = finishedProductionDeployments(deployments, defaultProductionEnvironments);
  const now = clock();
  const answer: DeployedByAnswer = findDeployedBy({
    deployments,
    graph,
    // A merge commit that no comparison listed was there before the first deployment, or was not deployed.
    pullRequests: merged.filter(
      ({ mergeCommitSha }) => mergeCommitSha !== null && graph.has(mergeCommitSha),
    ),
    defaultBranch: context.overview.repository.defaultBranch,
    productionEnvironments: defaultProductionEnvironments,
    compared: new Set([...cursor.compared, ...pairsInside(finished, graph, cursor)]),
  });
  return {
    deploymentOf: answer.deploymentOf,
    missing: answer.missingComparisons.filter(
      (pair) =>
        !(cursor.compared.includes(comparisonKey(pair)) || isKnownToBeUnknown(cursor, pair, now)),
    ),
  };
}

/** Neighbours that both stand in the compared span: what the graph does not hold of them was there before it. */
function pairsInside(
  finished: readonly FinishedDeployment[],
  graph: ReadonlyMap<string, readonly string[]>,
  cursor: ComparisonsCursor,
): string[] {
  return finished.flatMap((deployment, index) => {
    const previous = finished[index - 1];
    if (previous === undefined || !graph.has(previous.sha) || !graph.has(deployment.sha)) {
      return [];
    }
    const key = comparisonKey({ baseSha: previous.sha, headSha: deployment.sha });
    return cursor.failed.includes(key) ? [] : [key];
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
      await saveFacts(tx, ids, (id) => deploymentOf.get(id) ?? null);
      return {};
    });
  }
}
