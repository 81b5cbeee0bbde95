import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import type {
  ChartNotes,
  ChartNoteText,
  SaveChartNoteInput,
} from '@bellwether/shared/interventions/interventions.schema';
import { isVisible, loadVisibleTeams } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { Author } from './author.types.ts';
import {
  deleteChartNote,
  insertChartNote,
  loadChartNotes,
  lockChartNote,
  type StoredChartNote,
  updateChartNote,
} from './chart-notes.store.ts';
import { loadChoices } from './interventions.store.ts';
import { mayWriteOf, refuseForeign } from './reach.rules.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/** The notes of the days `[from, to)` that concern the caller, and for whom they may write some. */
export async function readChartNotes(
  { db }: Pick<Context, 'db'>,
  period: { from: string; to: string },
  scope: RowScope,
  writing: RowScope | null,
): Promise<ChartNotes> {
  const visible = await loadVisibleTeams(db.pool, scope);
  const writable = writing === null ? new Set<string>() : await loadVisibleTeams(db.pool, writing);
  const { teams } = await loadChoices(db.pool);
  const notes = await loadChartNotes(db.pool, period);
  return {
    notes: notes
      .filter(({ teamId }) => teamId === null || isVisible(visible, teamId))
      .map(({ teamId, teamName, ...note }) => ({
        ...note,
        team: teamId === null ? null : { id: teamId, name: teamName ?? '' },
        mayWrite: mayWriteOf(teamId, writing, writable),
      })),
    mayWriteForEverybody: mayWriteOf(null, writing, null),
    teams: writing === null ? [] : teams.filter(({ id }) => isVisible(writable, id)),
  };
}

/** @throws AppError `forbidden` for a team that is not theirs */
export async function addChartNote(
  { db, clock }: Context,
  note: ChartNoteText,
  author: Author,
  scope: RowScope,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    refuseForeign(note.teamId, scope, await loadVisibleTeams(tx, scope));
    const id = await insertChartNote(tx, note, author, clock());
    return { subject: subjectOf(id, note), after: note };
  });
}

/** @throws AppError `conflict` with both texts when it changed meanwhile, `not_found`, `forbidden` */
export async function saveChartNote(
  { db, clock }: Context,
  { noteId, basedOn, note }: SaveChartNoteInput,
  scope: RowScope,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const before = await requireWritable(tx, noteId, scope);
    refuseStale(basedOn, before, `You wanted: “${note.text}” on ${note.noteOn}`);
    refuseForeign(note.teamId, scope, await loadVisibleTeams(tx, scope));
    await updateChartNote(tx, noteId, note, clock());
    return { subject: subjectOf(noteId, note), before: textOf(before), after: note };
  });
}

/** @throws AppError `conflict` when it changed meanwhile, `not_found`, `forbidden` */
export async function removeChartNote(
  { db }: Pick<Context, 'db'>,
  { noteId, basedOn }: { noteId: string; basedOn: number },
  scope: RowScope,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const before = await requireWritable(tx, noteId, scope);
    refuseStale(basedOn, before, 'You wanted to remove it');
    await deleteChartNote(tx, noteId);
    return { subject: subjectOf(noteId, before), before: textOf(before) };
  });
}

const subjectOf = (id: string, { noteOn }: { noteOn: string }) => ({
  ...{ kind: 'chart-note', id, name: noteOn },
});

const textOf = ({ noteOn, text, teamId }: StoredChartNote): ChartNoteText => ({
  ...{ noteOn, text, teamId },
});

async function requireWritable(
  tx: Queryable,
  id: string,
  scope: RowScope,
): Promise<StoredChartNote> {
  const found = await lockChartNote(tx, id);
  const teams = await loadVisibleTeams(tx, scope);
  if (found === null || (found.teamId !== null && !isVisible(teams, found.teamId))) {
    throw new AppError('not_found', 'There is no such note any more.', {
      remedy: 'Somebody may have removed it.',
    });
  }
  refuseForeign(found.teamId, scope, teams);
  return found;
}

function refuseStale(basedOn: number, stored: StoredChartNote, yours: string): void {
  if (basedOn !== stored.version) {
    throw new AppError(
      'conflict',
      `Somebody else changed this meanwhile. It says now: “${stored.text}” on ${stored.noteOn}. ${yours}.`,
      { remedy: 'Look at what it says now, then save again what shall count.' },
    );
  }
}
