import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { DecideInput, UndoInput } from '@bellwether/shared/delivery/attribution.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { type Instant, instantOf } from '@bellwether/shared/time/instant';
import type { Caller } from '../../access/caller.types.ts';
import { isVisible, loadVisibleRepositories } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import type { AuditedState } from '../../audit/note-change.ts';
import {
  type DecidedDeployment,
  type DecidedIncident,
  deleteDecision,
  findDecision,
  findDeployment,
  findIncident,
  storeDecision,
} from './attributions.store.ts';
import { readDeliveries } from './deliveries.store.ts';

/**
 * Confirms or refutes that a deployment caused an incident, and keeps what was known when that was said. It counts at once.
 * @throws AppError `not_found` when one of the two is not there, or not the caller's to see; `invalid_input` when nothing is
 * refuted
 */
export async function decide(
  app: AppContext,
  input: DecideInput,
  { caller, scope }: { caller: Caller | null; scope: RowScope },
): Promise<void> {
  const { incidentId, deploymentId, verdict, note } = input;
  if (deploymentId === null && verdict === 'refuted') {
    throw new AppError('invalid_input', 'No deployment is named to be refuted.', {
      field: 'deploymentId',
      remedy: 'Name one, or confirm that no deployment caused it.',
    });
  }
  const { incident, deployment } = await findPair(app, input, scope);
  const link = deployment === null ? null : await findLink(app, incident, deployment);
  await app.db.transaction((tx) =>
    storeDecision(tx, {
      ...{ incidentId, deploymentId, verdict, note: note || null },
      ...{ pullRequestId: link?.pullRequestId ?? null, evidence: link?.evidence ?? [] },
      ...{ decidedById: caller?.userId ?? null, decidedBy: caller?.name ?? 'Nobody' },
      decidedAt: app.clock(),
    }),
  );
  await app.sync.tell('data');
}

/** Takes back what was said of a pair: it waits for a decision again. */
export async function undo(app: AppContext, input: UndoInput, scope: RowScope): Promise<void> {
  await findPair(app, input, scope);
  await app.db.transaction((tx) => deleteDecision(tx, input));
  await app.sync.tell('data');
}

async function findPair(
  { db }: Pick<AppContext, 'db'>,
  { incidentId, deploymentId }: UndoInput,
  scope: RowScope,
): Promise<{ incident: DecidedIncident; deployment: DecidedDeployment | null }> {
  const visible = await loadVisibleRepositories(db.pool, scope);
  const incident = await findIncident(db.pool, incidentId);
  if (incident === null || !isVisible(visible, incident.repositoryId)) {
    throw new AppError('not_found', 'This incident is not here any more.', {
      field: 'incidentId',
    });
  }
  const deployment = deploymentId === null ? null : await findDeployment(db.pool, deploymentId);
  const isGone = deployment === null || !isVisible(visible, deployment.repositoryId);
  if (deploymentId !== null && isGone) {
    throw new AppError('not_found', 'This deployment is not here any more.', {
      field: 'deploymentId',
    });
  }
  return { incident, deployment };
}

const DAY = 86_400;

/** What speaks for the pair now. */
async function findLink(
  { db }: Pick<AppContext, 'db'>,
  incident: DecidedIncident,
  { id, repositoryId, finishedAt }: DecidedDeployment,
) {
  const from: Instant = finishedAt === null ? 0 : instantOf(finishedAt);
  const to = incident.startedAt === null ? from + DAY : instantOf(incident.startedAt) + DAY;
  const { links } = await readDeliveries(db.pool, { from, to, repositories: [repositoryId] });
  return links.find((one) => one.incidentId === incident.id && one.deploymentId === id) ?? null;
}

/** What was said of a pair as the audit log tells of it. */
export async function auditedDecision(
  { db }: Pick<AppContext, 'db'>,
  pair: UndoInput,
): Promise<AuditedState> {
  const incident = await findIncident(db.pool, pair.incidentId);
  const deployment =
    pair.deploymentId === null ? null : await findDeployment(db.pool, pair.deploymentId);
  const decision = await findDecision(db.pool, pair);
  return {
    subject: { kind: 'incident', id: pair.incidentId, name: incident?.title ?? null },
    state:
      decision === null
        ? null
        : {
            deployment:
              deployment === null
                ? 'no deployment'
                : `${deployment.repository} ${deployment.sha.slice(0, 7)}`,
            ...{ verdict: decision.verdict, note: decision.note },
          },
  };
}
