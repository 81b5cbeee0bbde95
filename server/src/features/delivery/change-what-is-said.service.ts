import type { UndoInput } from '@bellwether/shared/delivery/attribution.schema';
import { standingOf } from '@bellwether/shared/delivery/standing-decisions.rules';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import {
  type DecidedDeployment,
  findDeployment,
  loadSaid,
  lockIncident,
  type StoredDecision,
  setStanding,
} from './attributions.store.ts';

/** Whether the caller sees what is of a repository; null: of none. */
export type IsSeen = (repositoryId: string | null) => boolean;

/**
 * One change at a time to what is said of an incident: its words are gone through again, and those that count stand.
 * `wanted` and `isSeen`: what the caller wants, in words, and may see. Answers the new version.
 * @throws AppError `conflict` with both texts when it was changed since `basedOn`, `not_found`
 */
export async function changeWhatIsSaid(
  app: AppContext,
  { incidentId, basedOn }: Pick<UndoInput, 'incidentId' | 'basedOn'>,
  { isSeen, wanted }: { isSeen: IsSeen; wanted: string },
  change: (tx: Queryable, said: readonly StoredDecision[], version: number) => Promise<void>,
): Promise<{ version: number }> {
  const version = await app.db.transaction(async (tx) => {
    if (!(await lockIncident(tx, incidentId))) {
      throw noSuchIncident();
    }
    const said = await loadSaid(tx, incidentId);
    const before = versionOf(said);
    if (basedOn !== before) {
      throw new AppError(
        'conflict',
        `${describeLatest(said, before)} It says now: ${await describeStanding(tx, said, isSeen)}. You wanted: ${wanted}.`,
        { remedy: 'Look at what is decided now, then decide again what shall count.' },
      );
    }
    await change(tx, said, before + 1);
    const kept = (await loadSaid(tx, incidentId)).filter((one) => one.takenBackVersion === null);
    await setStanding(tx, incidentId, [...standingOf(kept)]);
    return before + 1;
  });
  await app.sync.tell('data');
  return { version };
}

/** Of the words together; 0: nobody ever said anything. */
function versionOf(said: readonly StoredDecision[]): number {
  return Math.max(0, ...said.map(latestChangeOf));
}

function latestChangeOf({ version, takenBackVersion }: StoredDecision): number {
  return Math.max(version, takenBackVersion ?? 0);
}

function describeLatest(said: readonly StoredDecision[], version: number): string {
  const latest = said.find((one) => latestChangeOf(one) === version);
  if (latest === undefined) {
    return 'Nobody decided this.';
  }
  return latest.takenBackVersion === version
    ? `${latest.takenBackBy ?? 'Somebody'} took something back meanwhile.`
    : `${latest.decidedBy} decided meanwhile.`;
}

async function describeStanding(
  db: Queryable,
  said: readonly StoredDecision[],
  isSeen: IsSeen,
): Promise<string> {
  const words: string[] = [];
  for (const { deploymentId, verdict } of said.filter(({ stands }) => stands)) {
    const found = deploymentId === null ? null : await findDeployment(db, deploymentId);
    const isHidden = found !== null && !isSeen(found.repositoryId);
    words.push(describeVerdict(isHidden ? 'a deployment elsewhere' : nameOf(found), verdict));
  }
  return words.length === 0 ? 'nothing is decided' : words.join('; ');
}

export function nameOf(deployment: DecidedDeployment | null): string {
  return deployment === null
    ? 'no deployment'
    : `${deployment.repository} ${deployment.sha.slice(0, 7)}`;
}

export function describeVerdict(name: string, verdict: 'confirmed' | 'refuted'): string {
  return verdict === 'confirmed' ? `${name} caused it` : `${name} did not cause it`;
}

export function noSuchIncident(): AppError {
  return new AppError('not_found', 'This incident is not here any more.', { field: 'incidentId' });
}
