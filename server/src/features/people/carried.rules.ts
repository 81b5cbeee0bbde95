import type { SaidTimes } from '@bellwether/shared/people/working-times.rules';

type Profile = SaidTimes & { personId: string; version: number };

/** Who stays keeps their own words; what they left unsaid is filled from the others. Null: nothing changes for them. */
export function fillTimes(
  into: SaidTimes | undefined,
  others: readonly SaidTimes[],
): SaidTimes | null {
  const timeZone = into?.timeZone ?? firstSaid(others, (one) => one.timeZone);
  const workingHours = into?.workingHours ?? firstSaid(others, (one) => one.workingHours);
  const holidayRegion = into?.holidayRegion ?? firstSaid(others, (one) => one.holidayRegion);
  const isSame =
    timeZone === (into?.timeZone ?? null) &&
    workingHours === (into?.workingHours ?? null) &&
    holidayRegion === (into?.holidayRegion ?? null);
  return isSame ? null : { timeZone, workingHours, holidayRegion };
}

function firstSaid<T>(all: readonly SaidTimes[], pick: (one: SaidTimes) => T | null): T | null {
  for (const one of all) {
    const said = pick(one);
    if (said !== null) {
      return said;
    }
  }
  return null;
}

/** Whether who stays has other words than one of the others, so that the other's do not count any more. */
export function outweighs(into: SaidTimes | undefined, others: readonly SaidTimes[]): boolean {
  const differs = <T>(own: T | null | undefined, other: T | null) =>
    own !== null &&
    own !== undefined &&
    other !== null &&
    JSON.stringify(own) !== JSON.stringify(other);
  return others.some(
    (one) =>
      differs(into?.timeZone, one.timeZone) ||
      differs(into?.workingHours, one.workingHours) ||
      differs(into?.holidayRegion, one.holidayRegion),
  );
}

/** The profile of who stays goes back while nobody touched it since the merge; `before`: it had none. */
export function mayGoBack(now: Profile | undefined, versionAfter: number): boolean {
  return now?.version === versionAfter;
}

const stayedWords = {
  users: ['user who signs in as them', 'users who sign in as them'],
  absences: ['absence', 'absences'],
  notes: ['private note', 'private notes'],
} as const;

/** What hangs on somebody else by now, and so stays there although a merge is taken back. Null: nothing of this kind. */
export function describeStayed(kind: keyof typeof stayedWords, count: number): string | null {
  const [one, many] = stayedWords[kind];
  if (count === 0) {
    return null;
  }
  return count === 1
    ? `1 ${one} belongs to somebody else by now, and stays there.`
    : `${count} ${many} belong to somebody else by now, and stay there.`;
}

export const timesStayed =
  'Working times were changed since the merge: they stay as they are now for who remains.';
export const timesUnheard =
  'Both had said when they work: the words of the one who stays count, the other’s are gone.';
