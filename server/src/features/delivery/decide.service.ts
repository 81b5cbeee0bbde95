import { scopeOf } from '@bellwether/shared/access/access.rules';
import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { DecideInput, UndoInput } from '@bellwether/shared/delivery/attribution.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { type Instant, instantOf } from '@bellwether/shared/time/instant';
import type { Caller } from '../../access/caller.types.ts';
import { loadReach, type Reach } from '../../access/reach.ts';
import type { AppContext } from '../../app-context.ts';
import type { AuditedState } from '../../audit/note-change.ts';
import {
  type DecidedDeployment,
  type DecidedIncident,
  findDeployment,
  findIncident,
  insertDecision,
  loadSaid,
  takeBack,
} from './attributions.store.ts';
import {
  changeWhatIsSaid,
  describeVerdict,
  type IsSeen,
  nameOf,
  noSuchIncident,
} from './change-what-is-said.service.ts';
import { readDeliveries } from './deliveries.store.ts';

type Asker = { caller: Caller | null; scope: RowScope };

/**
 * Confirms or refutes that a deployment caused an incident, and keeps what was known when that was said. It counts at once,
 * and takes the place of what it excludes: the word before on the same deployment, "no deployment" or the confirmed causes.
 * @throws AppError `conflict` with both texts when somebody else decided about the incident meanwhile; `not_found` when one of
 * the two is not there, or not the caller's to see; `forbidden` when it is no work of the teams that they lead; `invalid_input` when nothing is refuted
 */
export async function decide(
  app: AppContext,
  input: DecideInput,
  asker: Asker,
): Promise<{ version: number }> {
  const { incidentId, deploymentId, verdict, note } = input;
  if (deploymentId === null && verdict === 'refuted') {
    throw new AppError('invalid_input', 'No deployment is named to be refuted.', {
      field: 'deploymentId',
      remedy: 'Name one, or confirm that no deployment caused it.',
    });
  }
  const pair = await findPair(app, input, asker);
  const link =
    pair.deployment === null ? null : await findLink(app, pair.incident, pair.deployment);
  const wanted = describeVerdict(nameOf(pair.deployment), verdict);
  return await changeWhatIsSaid(app, input, { isSeen: pair.isSeen, wanted }, (tx, _, version) =>
    insertDecision(tx, {
      ...{ incidentId, deploymentId, verdict, note: note || null, version },
      ...{ pullRequestId: link?.pullRequestId ?? null, evidence: link?.evidence ?? [] },
      ...{ decidedById: asker.caller?.userId ?? null, decidedBy: asker.caller?.name ?? 'Nobody' },
      decidedAt: app.clock(),
    }),
  );
}

/**
 * Takes back what was said of a pair: what stood before it was said stands again.
 * @throws AppError as deciding does; `not_found` when nothing is decided about the pair, too
 */
export async function undo(
  app: AppContext,
  input: UndoInput,
  asker: Asker,
): Promise<{ version: number }> {
  const { deployment, isSeen } = await findPair(app, input, asker);
  const wanted = `to take back what was said of ${nameOf(deployment)}`;
  return await changeWhatIsSaid(app, input, { isSeen, wanted }, async (tx, said, version) => {
    const own = said.find((one) => one.stands && one.deploymentId === input.deploymentId);
    if (own === undefined) {
      throw new AppError('not_found', 'Nothing is decided about this any more.', {
        field: 'deploymentId',
      });
    }
    await takeBack(tx, own.id, { version, by: asker.caller?.name ?? 'Nobody' });
  });
}

type FoundPair = {
  incident: DecidedIncident;
  /** Null: none is meant. */
  deployment: DecidedDeployment | null;
  isSeen: IsSeen;
};

async function findPair(
  { db }: Pick<AppContext, 'db'>,
  { incidentId, deploymentId }: Pick<UndoInput, 'incidentId' | 'deploymentId'>,
  { caller, scope }: Asker,
): Promise<FoundPair> {
  const seeing = scopeOf(caller, 'delivery.read');
  const reach = await loadReach(db.pool, { acting: scope, seeing });
  const isSeen: IsSeen = (repositoryId) => reach(repositoryId) !== null;
  const incident = await findIncident(db.pool, incidentId);
  if (incident === null || !isSeen(incident.repositoryId)) {
    throw noSuchIncident();
  }
  const deployment = deploymentId === null ? null : await findDeployment(db.pool, deploymentId);
  if (deploymentId !== null && (deployment === null || !isSeen(deployment.repositoryId))) {
    throw new AppError('not_found', 'This deployment is not here any more.', {
      field: 'deploymentId',
    });
  }
  refuseForeign('incidentId', reach(incident.repositoryId));
  refuseForeign('deploymentId', deployment === null ? 'acts' : reach(deployment.repositoryId));
  return { incident, deployment, isSeen };
}

function refuseForeign(field: 'incidentId' | 'deploymentId', reach: Reach): void {
  if (reach !== 'acts') {
    const what = field === 'incidentId' ? 'incident' : 'deployment';
    throw new AppError(
      'forbidden',
      `This ${what} is of a repository that no team of yours was given or works in: you may say what caused incidents for the teams that you lead.`,
      { field, remedy: 'Ask a lead of its team, or an admin, to decide it.' },
    );
  }
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

/** What stands of what was said of an incident, as the audit log tells of it. */
export async function auditedDecision(
  { db }: Pick<AppContext, 'db'>,
  { incidentId }: Pick<UndoInput, 'incidentId'>,
): Promise<AuditedState> {
  const incident = await findIncident(db.pool, incidentId);
  const standing = (await loadSaid(db.pool, incidentId)).filter(({ stands }) => stands);
  const decided: string[] = [];
  for (const { deploymentId, verdict, note } of standing) {
    const found = deploymentId === null ? null : await findDeployment(db.pool, deploymentId);
    const words = describeVerdict(nameOf(found), verdict);
    decided.push(note === null ? words : `${words}: ${note}`);
  }
  return {
    subject: { kind: 'incident', id: incidentId, name: incident?.title ?? null },
    state: decided.length === 0 ? null : { decided },
  };
}
