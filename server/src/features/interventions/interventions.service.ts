import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import type {
  InterventionsOverview,
  InterventionText,
  SaveInterventionInput,
} from '@bellwether/shared/interventions/interventions.schema';
import {
  isDurationMetric,
  type RateMetric,
} from '@bellwether/shared/interventions/interventions.terms';
import { chooseWindows } from '@bellwether/shared/interventions/windows.rules';
import { dayOf } from '@bellwether/shared/time/calendar-day';
import { formatInstant } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import { isVisible, loadVisibleRepositories, loadVisibleTeams } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { Author } from './author.types.ts';
import { compareSamples, loadSamples } from './compare.service.ts';
import { readZone } from './foundations.store.ts';
import {
  deleteIntervention,
  insertIntervention,
  loadChoices,
  loadInterventions,
  lockIntervention,
  type StoredIntervention,
  updateIntervention,
} from './interventions.store.ts';
import { compareRate, loadEvents } from './rates.service.ts';
import { mayKnow, mayWriteOf, refuseForeign } from './reach.rules.ts';
import {
  type Beholder,
  frameOf,
  loadBeholder,
  toIntervention,
} from './visible-interventions.service.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/** Every intervention that the caller may know of, latest first, each with what it was meant to move compared. Days are those of the organisation's zone (B0.8). */
export async function readInterventions(
  { db, clock }: Context,
  sight: Sight,
  writing: RowScope | null,
): Promise<InterventionsOverview> {
  const zone = await readZone(db.pool);
  const beholder = await loadBeholder(db.pool, sight, writing);
  const now = clock();
  const rows = (await loadInterventions(db.pool)).filter((row) => mayKnow(row, beholder.visible));
  const items: InterventionsOverview['items'] = [];
  for (const row of rows) {
    items.push(await compareOne({ db, clock: () => now }, row, beholder, zone));
  }
  const { teams, repositories } = await loadChoices(db.pool);
  const mayWrite = writing !== null;
  return {
    ...{ now: formatInstant(now), zone, items, mayWrite },
    mayWriteForEverybody: mayWriteOf(null, writing, null),
    teams: mayWrite ? teams.filter(({ id }) => isVisible(beholder.writableTeams, id)) : [],
    repositories: mayWrite
      ? repositories.filter(({ id }) => isVisible(beholder.visible.repositories, id))
      : [],
  };
}

async function compareOne(
  { db, clock }: Context,
  row: StoredIntervention,
  beholder: Beholder,
  zone: string,
): Promise<InterventionsOverview['items'][number]> {
  const windows = chooseWindows(row, dayOf(clock().getTime(), zone));
  const intervention = toIntervention(row, beholder);
  if (windows.state !== 'compared') {
    return { intervention, windows, outcome: null };
  }
  const frame = await frameOf(db, row, beholder, zone);
  const { metric } = row;
  if (isDurationMetric(metric)) {
    const samples = await loadSamples(frame, metric, row.clock, windows);
    const comparison = compareSamples(samples, windows, zone, { metric, clock: row.clock });
    return { intervention, windows, outcome: { kind: 'duration', comparison } };
  }
  const events = await loadEvents(frame, windows);
  const comparison = compareRate(metric satisfies RateMetric, events, windows, zone);
  return { intervention, windows, outcome: { kind: 'rate', comparison } };
}

/** @throws AppError `forbidden` for a team that is not theirs, `invalid_input` for repositories that are not */
export async function createIntervention(
  { db, clock }: Context,
  text: InterventionText,
  author: Author,
  scope: RowScope,
): Promise<{ id: string; note: AuditNote }> {
  return await db.transaction(async (tx) => {
    await refuseWhatIsNotTheirs(tx, text, scope);
    const id = await insertIntervention(tx, text, author, clock());
    return { id, note: { subject: subjectOf(id, text), after: text } };
  });
}

/**
 * @throws AppError `conflict` with both texts when it changed meanwhile, `not_found`, `forbidden` and `invalid_input` as when it
 * is made
 */
export async function saveIntervention(
  { db, clock }: Context,
  { interventionId, basedOn, text }: SaveInterventionInput,
  scope: RowScope,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const before = await requireWritable(tx, interventionId, scope);
    refuseStale(basedOn, before, text);
    await refuseWhatIsNotTheirs(tx, text, scope, before.repositoryIds);
    await updateIntervention(tx, interventionId, text, clock());
    return { subject: subjectOf(interventionId, text), before: textOf(before), after: text };
  });
}

/** @throws AppError `conflict` when it changed meanwhile, `not_found` for one that is not theirs to write */
export async function removeIntervention(
  { db }: Pick<Context, 'db'>,
  { interventionId, basedOn }: { interventionId: string; basedOn: number },
  scope: RowScope,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const before = await requireWritable(tx, interventionId, scope);
    refuseStale(basedOn, before, null);
    await deleteIntervention(tx, interventionId);
    return { subject: subjectOf(interventionId, before), before: textOf(before) };
  });
}

const subjectOf = (id: string, { title }: { title: string }) => ({
  ...{ kind: 'intervention', id, name: title },
});

/** What people said of it, without what the database adds. */
function textOf(row: StoredIntervention): InterventionText {
  const { title, description, teamId, repositoryIds } = row;
  const { startedOn, settledOn, metric, clock } = row;
  return { title, description, teamId, repositoryIds, startedOn, settledOn, metric, clock };
}

async function requireWritable(
  tx: Queryable,
  id: string,
  scope: RowScope,
): Promise<StoredIntervention> {
  const found = await lockIntervention(tx, id);
  const teams = await loadVisibleTeams(tx, scope);
  const visible = { teams, repositories: await loadVisibleRepositories(tx, scope) };
  if (found === null || !mayKnow(found, visible)) {
    throw new AppError('not_found', 'There is no such intervention any more.', {
      remedy: 'Somebody may have removed it. Look at the list.',
    });
  }
  refuseForeign(found.teamId, scope, teams);
  return found;
}

/** `known`: repositories that it named before, which somebody who sees less leaves as they are. */
async function refuseWhatIsNotTheirs(
  tx: Queryable,
  { teamId, repositoryIds }: InterventionText,
  scope: RowScope,
  known: readonly string[] = [],
): Promise<void> {
  refuseForeign(teamId, scope, await loadVisibleTeams(tx, scope));
  const chosen = new Set((await loadChoices(tx)).repositories.map(({ id }) => id));
  const visible = await loadVisibleRepositories(tx, scope);
  const isTheirs = (id: string) => (chosen.has(id) && isVisible(visible, id)) || known.includes(id);
  if (!repositoryIds.every(isTheirs)) {
    throw new AppError('invalid_input', 'One of the repositories is not read here.', {
      field: 'repositoryIds',
      remedy: 'Choose among those of the list.',
    });
  }
}

function refuseStale(
  basedOn: number,
  stored: StoredIntervention,
  wanted: InterventionText | null,
): void {
  if (basedOn !== stored.version) {
    const yours = wanted === null ? 'You wanted to remove it' : `You wanted: ${describe(wanted)}`;
    throw new AppError(
      'conflict',
      `Somebody else changed this meanwhile. It says now: ${describe(stored)}. ${yours}.`,
      { remedy: 'Look at what it says now, then save again what shall count.' },
    );
  }
}

function describe({
  title,
  startedOn,
  settledOn,
  metric,
  description,
}: Pick<InterventionText, 'title' | 'startedOn' | 'settledOn' | 'metric' | 'description'>): string {
  const settled = settledOn === null ? '' : `, in place on ${settledOn}`;
  const text = description === null ? '' : ` — “${description}”`;
  return `“${title}”, from ${startedOn}${settled}, meant for ${metric}${text}`;
}
