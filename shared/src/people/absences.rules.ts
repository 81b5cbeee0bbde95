import type { AbsenceKind, ShownAbsenceKind } from './profile.schema.ts';

/** Days away: the first, and the first one back. */
export type AbsentDays = { fromOn: string; toOn: string };

/** Those that share a day with the wanted one, earliest first. */
export function overlapping<T extends AbsentDays>(absences: readonly T[], wanted: AbsentDays): T[] {
  return absences
    .filter(({ fromOn, toOn }) => fromOn < wanted.toOn && wanted.fromOn < toOn)
    .sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1));
}

/** That somebody is ill is for them, their leads and admins: everybody else reads that they are away. */
export function shownKind(kind: AbsenceKind, isTrusted: boolean): ShownAbsenceKind {
  return kind === 'sick' && !isTrusted ? 'away' : kind;
}

export const absenceWords: Readonly<Record<ShownAbsenceKind, string>> = {
  holiday: 'Holiday',
  leave: 'Leave',
  sick: 'Sick',
  other: 'Other',
  away: 'Away',
};
