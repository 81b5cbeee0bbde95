import {
  type ComparisonsCursor,
  comparedPairs,
  isKnownToBeUnknown,
  readComparisonsCursor,
  spanOf,
  spanToCompare,
  waitsUntil,
  withCompared,
  withFailed,
  withUnknown,
  writeComparisonsCursor,
} from '@bellwether/shared/deployments/comparisons.rules';
import { type DeployedByAnswer, findDeployedBy } from '@bellwether/shared/deployments/deployed-by';
import {
  type FinishedDeployment,
  finishedProductionDeployments,
} from '@bellwether/shared/deployments/production-deployments.rules';
import { type Comparison, comparisonKey } from '@bellwether/shared/deployments/version-trail';
import { AppError, type ErrorCode } from '@bellwether/shared/errors/app-error';
import {
  loadCommitGraph,
  loadDeploymentRule,
  loadDeployments,
  loadLookedAtRules,
  loadMerged,
} from '../db/load-deployments.ts';
import { fetchParentCounts } from '../github/commit-parents.fetch.ts';
import { fetchComparison } from '../github/comparisons.fetch.ts';
import { saveCommits } from './commits.save.ts';
import { saveDeploymentFacts } from './deployment-facts.save.ts';
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
const FACTS_PER_BATCH = 100;
/** So many change at once, for charts; more would keep the embedded database to themselves for too long. */
const FACTS_PER_TRANSACTION = 2_000;
/** In one pass: a GitHub in trouble is not asked for a comparison after the other. */
const MAX_FAILURES = 3;
/** Where the whole span is a single pair, it is not asked for twice in one pass. */
const failedInPass = new WeakMap<StreamContext, Set<string>>();

/**
 * Reads the commits between the first production deployment and the latest in one comparison, later only what was added.
 * It comes before the pull requests, whose commits then need not be asked for again.
 */
export async function syncDeployedSpan(context: StreamContext): Promise<void> {
  const { cursor, span } = await loadDeployed(context);
  const pair = spanToCompare(span, cursor, context.clock());
  if (pair !== null && span !== null) {
    await compare(context, pair, { baselineSha: span.baseSha, headSha: span.headSha });
  }
}

/**
 * Tells which deployment brought each merged pull request; asks for the single comparisons that the stored commits
 * leave open, derives again the facts whose deployment is another one now, and those of the deployments.
 * @throws AppError when GitHub could not make some comparison, after what the others tell is stored
 */
export async function attachDeployments(context: StreamContext): Promise<void> {
  const failure = await compareMissing(context);
  const { deploymentOf, counted, span, missing } = await askStoredGraph(context);
  await deriveChanged(context, deploymentOf);
  await saveDeploymentFacts(context, counted);
  await storePage(context, STREAM, async (tx) => ({
    stored: await countRows(tx, 'commits', context.repository.id),
  }));
  if (failure !== null) {
    throw failure;
  }
  if (missing.length === 0 && span !== null) {
    await extendSpan(context, span);
  }
}

/** Every neighbour is answered, so the span reaches from end to end, be it by one comparison or by many. */
async function extendSpan(context: StreamContext, span: Comparison): Promise<void> {
  const cursor = await loadCursor(context);
  const { baseSha: baselineSha, headSha } = span;
  if (cursor.baselineSha !== baselineSha || cursor.headSha !== headSha) {
    const graph = await loadCommitGraph(context.db.pool, context.repository.id);
    if (graph.has(baselineSha) && graph.has(headSha)) {
      await storeCursor(context, { ...cursor, baselineSha, headSha });
    }
  }
}

/** Asks for what the stored commits leave open until nothing is; the first failure, or null when there was none. */
async function compareMissing(context: StreamContext): Promise<AppError | null> {
  const failures = new Map<string, AppError>();
  const first = () => [...failures.values()][0] ?? null;
  for (let missing = await findMissing(); missing.length > 0; missing = await findMissing()) {
    for (const pair of missing) {
      throwIfStopped(context.signal);
      const failure = await compareOrWait(context, pair);
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

/** Null: it was compared, or GitHub answered that it cannot be. */
async function compareOrWait(context: StreamContext, pair: Comparison): Promise<AppError | null> {
  const cursor = await loadCursor(context);
  const failed = cursor.failed[comparisonKey(pair)];
  const until = waitsUntil(cursor, pair, context.clock());
  const hasFailedNow = failedInPass.get(context)?.has(comparisonKey(pair)) === true;
  if (failed !== undefined && (until !== null || hasFailedNow)) {
    const when = until === null ? 'at the next pass' : `after ${until.toISOString().slice(0, 16)}Z`;
    return new AppError(failed.code as ErrorCode, failed.message, {
      remedy: `It is tried again ${when}.`,
    });
  }
  return await compare(context, pair).then(() => null, githubFailure);
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
      const keys = failedInPass.get(context) ?? new Set<string>();
      failedInPass.set(context, keys.add(comparisonKey(pair)));
      await storeCursor(context, withFailed(cursor, pair, githubFailure(error), clock()));
      throw error;
    },
  );
  if (comparison === null) {
    const missing = await findUnknownCommits(context, pair);
    return await storeCursor(context, withUnknown(cursor, pair, missing, clock()));
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

/** Those of the two that GitHub does not know; none: it knows both and finds no way between them. */
async function findUnknownCommits(context: StreamContext, pair: Comparison): Promise<string[]> {
  const shas = [pair.baseSha, pair.headSha];
  const known = await fetchParentCounts(context.github, context.repository, shas);
  return shas.filter((sha) => !known.has(sha));
}

async function loadCursor(context: StreamContext): Promise<ComparisonsCursor> {
  return readComparisonsCursor((await loadStream(context, STREAM)).cursor);
}

async function storeCursor(context: StreamContext, cursor: ComparisonsCursor): Promise<void> {
  await storePage(context, STREAM, () =>
    Promise.resolve({ cursor: writeComparisonsCursor(cursor) }),
  );
}

/** What counts as deployed now, what somebody looks at beside, and how far the commits of both are known. */
async function loadDeployed(context: StreamContext) {
  const { pool } = context.db;
  const { id } = context.repository;
  const rules = {
    present: await loadDeploymentRule(pool, id),
    lookedAt: await loadLookedAtRules(pool, id),
  };
  const deployments = await loadDeployments(pool, id);
  const finished = [rules.present, ...rules.lookedAt]
    .flatMap((rule) => finishedProductionDeployments(deployments, rule))
    .sort((a, b) => a.finishedAt.getTime() - b.finishedAt.getTime());
  const cursor = await loadCursor(context);
  const span = spanOf(finished, cursor, context.clock());
  return { rules, deployments, cursor, span };
}

async function askStoredGraph(context: StreamContext) {
  const { db, repository, clock } = context;
  const { rules, deployments, cursor, span } = await loadDeployed(context);
  const graph = await loadCommitGraph(db.pool, repository.id);
  const pullRequests = await loadMerged(db.pool, repository.id);
  const [answer, ...lookedAt] = [rules.present, ...rules.lookedAt].map((rule) =>
    findDeployedBy({
      ...{ deployments, graph, rule, pullRequests },
      defaultBranch: context.overview.repository.defaultBranch,
      compared: comparedPairs(finishedProductionDeployments(deployments, rule), graph, cursor),
    }),
  );
  const now = clock();
  const missing = [answer, ...lookedAt].flatMap((one) => one?.missingComparisons ?? []);
  const distinct = new Map(missing.map((pair) => [comparisonKey(pair), pair]));
  return {
    deploymentOf: answer?.deploymentOf ?? new Map<string, FinishedDeployment>(),
    counted: { deployments, graph, rule: rules.present, steps: answer?.steps ?? [] },
    span,
    missing: [...distinct.values()].filter((pair) => !isKnownToBeUnknown(cursor, pair, now)),
  };
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
      for (let from = 0; from < ids.length; from += FACTS_PER_BATCH) {
        const batch = ids.slice(from, from + FACTS_PER_BATCH);
        await saveFacts(tx, batch, (id) => deploymentOf.get(id) ?? null);
      }
      return {};
    });
  }
}
