import type { Carried } from '@bellwether/shared/people/people.schema';
import type { AppContext } from '../../app-context.ts';
import {
  describeStayed,
  fillTimes,
  mayGoBack,
  outweighs,
  timesStayed,
  timesUnheard,
} from './carried.rules.ts';
import {
  countElsewhere,
  lockCarried,
  lockProfiles,
  moveCarried,
  removeProfiles,
} from './carried.store.ts';
import { saveProfileTimes } from './profiles.store.ts';

type Transaction = Parameters<Parameters<AppContext['db']['transaction']>[0]>[0];

/**
 * Hangs on one person all that hangs on others: who signs in as them, absences, private notes, and when they work, where
 * the one had not said so. Gives what it takes to bring it back.
 */
export async function carryAlong(
  tx: Transaction,
  from: readonly Carried['people'][number][],
  intoId: string,
  now: Date,
): Promise<Carried> {
  const fromIds = from.map(({ id }) => id);
  return {
    intoPersonId: intoId,
    people: from.map(({ id, displayName }) => ({ id, displayName })),
    users: await carryRows(tx, 'users', fromIds, intoId),
    absences: await carryRows(tx, 'absences', fromIds, intoId),
    notes: await carryRows(tx, 'notes', fromIds, intoId),
    ...(await carryTimes(tx, fromIds, intoId, now)),
  };
}

type Kind = 'users' | 'absences' | 'notes';

async function carryRows(
  tx: Transaction,
  kind: Kind,
  fromIds: readonly string[],
  intoId: string,
): Promise<Carried['users']> {
  const rows = await lockCarried(tx, kind, fromIds);
  for (const fromId of fromIds) {
    const ids = rows.flatMap((row) => (row.fromPersonId === fromId ? [row.id] : []));
    await moveCarried(tx, kind, ids, fromId, intoId);
  }
  return rows;
}

async function carryTimes(
  tx: Transaction,
  fromIds: readonly string[],
  intoId: string,
  now: Date,
): Promise<Pick<Carried, 'profiles' | 'versionAfter'>> {
  const stored = await lockProfiles(tx, [intoId, ...fromIds]);
  const into = stored.find(({ personId }) => personId === intoId);
  const others = fromIds.flatMap((id) => stored.filter(({ personId }) => personId === id));
  const filled = fillTimes(into, others);
  const profiles = stored.map((profile) => ({
    ...profile,
    workingHours: profile.workingHours?.map((day) => [...day]) ?? null,
  }));
  await removeProfiles(tx, fromIds);
  if (filled === null) {
    return { profiles, versionAfter: null };
  }
  const versionAfter = (into?.version ?? 0) + 1;
  await saveProfileTimes(tx, intoId, { ...filled, version: versionAfter }, now);
  return { profiles, versionAfter };
}

/** Whether words of the others no longer count after they were carried along. */
export function describeUnheard({ profiles, intoPersonId }: Carried): string[] {
  const into = profiles.find(({ personId }) => personId === intoPersonId);
  const others = profiles.filter(({ personId }) => personId !== intoPersonId);
  return outweighs(into, others) ? [timesUnheard] : [];
}

/** Brings back what was carried along, as far as it is still there; gives what stays, in sentences. */
export async function bringBack(tx: Transaction, carried: Carried, now: Date): Promise<string[]> {
  const intoId = carried.intoPersonId;
  const remarks: string[] = [];
  for (const kind of ['users', 'absences', 'notes'] as const) {
    for (const fromId of new Set(carried[kind].map(({ fromPersonId }) => fromPersonId))) {
      const ids = carried[kind].flatMap((row) => (row.fromPersonId === fromId ? [row.id] : []));
      await moveCarried(tx, kind, ids, intoId, fromId);
      const elsewhere = await countElsewhere(tx, kind, ids, fromId);
      remarks.push(...[describeStayed(kind, elsewhere)].filter((remark) => remark !== null));
    }
  }
  return [...remarks, ...(await bringTimesBack(tx, carried, now))];
}

async function bringTimesBack(
  tx: Transaction,
  { profiles, versionAfter, intoPersonId: intoId }: Carried,
  now: Date,
): Promise<string[]> {
  for (const { personId, ...times } of profiles.filter(({ personId: id }) => id !== intoId)) {
    await saveProfileTimes(tx, personId, times, now);
  }
  if (versionAfter === null) {
    return [];
  }
  const [current] = await lockProfiles(tx, [intoId]);
  if (!mayGoBack(current, versionAfter)) {
    return [timesStayed];
  }
  const before = profiles.find(({ personId }) => personId === intoId);
  const said = {
    timeZone: before?.timeZone ?? null,
    workingHours: before?.workingHours ?? null,
    holidayRegion: before?.holidayRegion ?? null,
  };
  await saveProfileTimes(tx, intoId, { ...said, version: versionAfter + 1 }, now);
  return [];
}
