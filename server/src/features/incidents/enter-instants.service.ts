import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { IncidentInstants } from '@bellwether/shared/incidents/derive-incident';
import {
  describeInstants,
  instantWords,
  layOver,
} from '@bellwether/shared/incidents/entered-instants.rules';
import {
  type EnterInstantsInput,
  enterableInstants,
} from '@bellwether/shared/incidents/incident-detail.schema';
import { beforeImpact } from '@bellwether/shared/incidents/incident-instants.rules';
import { formatInstant } from '@bellwether/shared/time/instant';
import { loadReach, type Reach } from '../../access/reach.ts';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import { describeInversions, noSuchIncident } from './detail.service.ts';
import {
  type EnteredInstants,
  loadEdits,
  lockIncident,
  readTold,
  saveEdits,
} from './entered-instants.store.ts';

/** `scope`: where they may enter instants; `seeing`: what they may see. Null: nothing beside that. */
type Asker = { name: string; scope: RowScope; seeing: RowScope | null };

/**
 * A person says when something happened; a later read of the issue does not take it back (B16). The one hard rule is that
 * nothing lies before the beginning of the impact; other inversions are told.
 * @throws AppError `conflict` with both texts when somebody else changed it since it was shown, `forbidden` when it is no
 * work of the teams that they lead, `invalid_input`, `not_found`
 */
export async function enterInstants(
  app: Pick<AppContext, 'db' | 'clock' | 'sync'>,
  input: EnterInstantsInput,
  asker: Asker,
): Promise<{ note: AuditNote; warnings: string[] }> {
  const now = app.clock();
  const reach = await loadReach(app.db.pool, { acting: asker.scope, seeing: asker.seeing });
  const done = await app.db.transaction(async (tx) => {
    const incident = await lockIncident(tx, input.incidentId);
    if (incident === null || reach(incident.repositoryId) === null) {
      throw noSuchIncident();
    }
    refuseForeign(reach(incident.repositoryId));
    const edits = await loadEdits(tx, incident.id);
    const entered = merge(edits.entered, input, asker.name, now);
    if (input.basedOn !== edits.version) {
      throw new AppError(
        'conflict',
        `Somebody else changed this meanwhile. It says now: ${describeInstants(edits.entered)}. You wanted: ${describeInstants(entered)}.`,
        { remedy: 'Look at what it says now, then save again what shall count.' },
      );
    }
    const told = await readTold(tx, incident, edits);
    const inForce = layOver(told, entered);
    refuseWrong(inForce, entered, now);
    const { version } = edits;
    await saveEdits(tx, incident, { entered, told, version: version + 1 }, inForce, now);
    return {
      note: {
        subject: { kind: 'incident', id: incident.id, name: incident.title },
        before: atsOf(edits.entered),
        after: atsOf(entered),
      },
      warnings: describeInversions(inForce),
    };
  });
  await app.sync.tell('data');
  return done;
}

function refuseForeign(reach: Reach): void {
  if (reach !== 'acts') {
    throw new AppError(
      'forbidden',
      'This incident is of a repository that no team of yours was given or works in: you may enter instants for the teams that you lead.',
      { remedy: 'Ask a lead of its team, or an admin, to enter them.' },
    );
  }
}

function merge(
  before: EnteredInstants,
  { instants }: EnterInstantsInput,
  editedBy: string,
  now: Date,
): EnteredInstants {
  const entered = { ...before };
  for (const name of enterableInstants) {
    const wanted = instants[name];
    if (wanted === null) {
      delete entered[name];
    } else if (wanted !== undefined) {
      const at = formatInstant(new Date(wanted));
      const isNew = entered[name]?.at !== at;
      if (isNew) {
        entered[name] = { at, editedBy, editedAt: formatInstant(now) };
      }
    }
  }
  return entered;
}

function refuseWrong(inForce: IncidentInstants, entered: EnteredInstants, now: Date): void {
  const future = enterableInstants.find((name) => {
    const at = entered[name]?.at;
    return at !== undefined && new Date(at) > now;
  });
  if (future !== undefined) {
    throw new AppError('invalid_input', `"${instantWords[future]}" is still to come.`, {
      field: future,
      remedy: 'Write when it happened, not when it is meant to.',
    });
  }
  const wrong = beforeImpact(inForce);
  if (wrong !== null) {
    throw new AppError(
      'invalid_input',
      `"${instantWords[wrong.earlier]}" lies before "${instantWords.impactStartedAt}": nothing happens before the impact begins.`,
      {
        field: entered[wrong.earlier] === undefined ? 'impactStartedAt' : wrong.earlier,
        remedy: 'Correct one of the two.',
      },
    );
  }
}

function atsOf(entered: EnteredInstants): Record<string, string> {
  return Object.fromEntries(Object.entries(entered).map(([name, { at }]) => [name, at]));
}
