import { AppError } from '@bellwether/shared/errors/app-error';
import type { AddAbsenceInput, ChangeAbsenceInput } from '@bellwether/shared/people/profile.schema';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import { describeAbsence, refuseOverlap } from './absences.rules.ts';
import {
  deleteAbsence,
  findAbsence,
  insertAbsence,
  loadAbsences,
  type StoredAbsence,
  updateAbsence,
} from './absences.store.ts';
import { lockPeople } from './person-changes.store.ts';
import { type Asker, requireProfile } from './profiles.service.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;
type Transaction = Parameters<Parameters<AppContext['db']['transaction']>[0]>[0];

/** @throws AppError `conflict` when it overlaps another one of the person */
export async function addAbsence(
  { db, clock }: Context,
  { personId, ...days }: AddAbsenceInput,
  asker: Asker,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    await lockPeople(tx, [personId]);
    const { person } = await requireProfile(tx, personId, asker);
    refuseOverlap(await loadAbsences(tx, personId), days);
    await insertAbsence(tx, personId, days, clock());
    return { subject: subjectOf(person), after: days };
  });
}

/** @throws AppError `conflict` when it overlaps another one, or is no longer as it was shown */
export async function changeAbsence(
  { db }: Context,
  { absenceId, was, ...days }: ChangeAbsenceInput,
  asker: Asker,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const { absence, person } = await lockAbsence(tx, absenceId, asker);
    const now = describeAbsence(absence);
    if (now !== describeAbsence(was)) {
      throw new AppError(
        'conflict',
        `Somebody else changed this meanwhile. It says now: ${now}. You wanted: ${describeAbsence(days)}.`,
        { remedy: 'Look at what it says now, then save again what shall count.' },
      );
    }
    const others = (await loadAbsences(tx, absence.personId)).filter(({ id }) => id !== absenceId);
    refuseOverlap(others, days);
    await updateAbsence(tx, absenceId, days);
    return { subject: subjectOf(person), before: daysOf(absence), after: days };
  });
}

export async function removeAbsence(
  { db }: Context,
  absenceId: string,
  asker: Asker,
): Promise<AuditNote> {
  return await db.transaction(async (tx) => {
    const { absence, person } = await lockAbsence(tx, absenceId, asker);
    await deleteAbsence(tx, absenceId);
    return { subject: subjectOf(person), before: daysOf(absence) };
  });
}

/** The absence as it is once everybody else who changes this person's has ended. */
async function lockAbsence(tx: Transaction, absenceId: string, asker: Asker) {
  const known = await findAbsence(tx, absenceId);
  await lockPeople(tx, known === null ? [] : [known.personId]);
  const absence = await findAbsence(tx, absenceId);
  if (absence === null) {
    throw new AppError('not_found', 'This absence is not there any more.', {
      remedy: 'Reload the page to see those that are.',
    });
  }
  const { person } = await requireProfile(tx, absence.personId, asker);
  return { absence, person };
}

function subjectOf(person: { id: string; displayName: string }) {
  return { kind: 'person', id: person.id, name: person.displayName };
}

function daysOf({ fromOn, toOn, kind }: StoredAbsence) {
  return { fromOn, toOn, kind };
}
