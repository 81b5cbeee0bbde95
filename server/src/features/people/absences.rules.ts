import { AppError } from '@bellwether/shared/errors/app-error';
import {
  type AbsentDays,
  absenceWords,
  overlapping,
  shownKind,
} from '@bellwether/shared/people/absences.rules';
import type { Absence, AbsenceKind } from '@bellwether/shared/people/profile.schema';

type Stored = AbsentDays & { id: string; kind: AbsenceKind };

/** Those that end after a day, with what the reader may know of why. */
export function listAbsences(
  absences: readonly Stored[],
  since: string,
  isTrusted: boolean,
): Absence[] {
  return absences
    .filter(({ toOn }) => toOn > since)
    .map(({ id, fromOn, toOn, kind }) => ({ id, fromOn, toOn, kind: shownKind(kind, isTrusted) }));
}

/** @throws AppError `conflict` that names the absence that is there already */
export function refuseOverlap(others: readonly Stored[], wanted: AbsentDays): void {
  const [first] = overlapping(others, wanted);
  if (first !== undefined) {
    throw new AppError('conflict', `These days are taken: ${describeAbsence(first)}.`, {
      field: 'fromOn',
      remedy: 'Change that absence, or choose other days.',
    });
  }
}

/** `Holiday, from 2026-03-02, back on 2026-03-09` */
export function describeAbsence({
  fromOn,
  toOn,
  kind,
}: AbsentDays & { kind: Absence['kind'] }): string {
  return `${absenceWords[kind]}, from ${fromOn}, back on ${toOn}`;
}
