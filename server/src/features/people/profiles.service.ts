import { scopeOf } from '@bellwether/shared/access/access.rules';
import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { Profile, SaveProfileInput } from '@bellwether/shared/people/profile.schema';
import {
  coversPerson,
  type ProfileSubject,
  type SeesBecause,
  seesBecause,
} from '@bellwether/shared/people/profile-access.rules';
import {
  NO_HOLIDAYS,
  nothingSaid,
  type OrganisationTimes,
  type TimesInForce,
  timesOfPerson,
} from '@bellwether/shared/people/working-times.rules';
import { addDays, dayOf } from '@bellwether/shared/time/calendar-day';
import type { Caller } from '../../access/caller.types.ts';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import { isKnownRegion, publicHolidaysOf } from '../../calendars/public-holidays.ts';
import type { StoredTeamTimes } from '../../db/team-times.ts';
import { listAbsences } from './absences.rules.ts';
import { loadAbsences } from './absences.store.ts';
import { describeTimes } from './describe-times.rules.ts';
import { lockPeople } from './person-changes.store.ts';
import {
  loadOrganisationTimes,
  loadProfilePerson,
  loadUsersWithRights,
  type ProfilePerson,
  saveProfileTimes,
  type UserWithRights,
} from './profiles.store.ts';
import { loadTeamTimes } from './team-calendars.store.ts';
import { toForce, toSaid } from './team-times.rules.ts';
import { withTeamsAbove } from './teams-above.rules.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;
type Queryable = Parameters<typeof loadProfilePerson>[0];

/** Who asks, and what the capability opens to them. */
export type Asker = { caller: Caller; scope: RowScope };

const PAST_DAYS = 90;

/** A person as profiles see them, with their teams and all that stands above these. */
export type ProfileBasis = {
  person: ProfilePerson;
  teams: StoredTeamTimes[];
  subject: ProfileSubject;
};

/**
 * The person, when the scope covers them.
 * @throws AppError `not_found` otherwise: whom one may not see is not there
 */
export async function requireProfile(
  db: Queryable,
  personId: string,
  { caller, scope }: Asker,
): Promise<ProfileBasis> {
  const person = await loadProfilePerson(db, personId);
  const teams = await loadTeamTimes(db);
  const subject = { personId, teamIds: withTeamsAbove(person?.teamIds ?? [], teams) };
  if (person === null || !coversPerson(scope, caller.personId, subject)) {
    throw new AppError('not_found', 'There is no such person among those whom you may see.', {
      remedy: 'They may have been merged with somebody: look for them on the page "People".',
    });
  }
  return { person, teams, subject };
}

/** When somebody works and is away, where that comes from, and who may see it. */
export async function readProfile(
  { db, clock }: Context,
  personId: string,
  asker: Asker,
): Promise<Profile> {
  const { person, teams, subject } = await requireProfile(db.pool, personId, asker);
  const organisation = await loadOrganisationTimes(db.pool);
  const inForce = timesOfPerson(person.said, person.teamIds, teams, organisation);
  const today = dayOf(clock().getTime(), inForce.timeZone);
  const since = addDays(today, -PAST_DAYS);
  const { caller, scope } = asker;
  const writing = scopeOf(caller, 'profiles.write');
  const isTrusted = ['self', 'admin', 'lead'].includes(seesBecause(caller, scope, subject) ?? '');
  return {
    ...{ personId, displayName: person.displayName, accounts: person.accounts },
    isOwn: caller.personId === personId,
    mayWrite: writing !== null && coversPerson(writing, caller.personId, subject),
    teams: teams
      .filter(({ id }) => person.teamIds.includes(id))
      .map(({ id, name }) => ({ id, name })),
    said: toSaid(person.said),
    inForce: toForce(inForce),
    inherited: toForce(inheritedTimes(person, teams, organisation)),
    today,
    absences: listAbsences(await loadAbsences(db.pool, personId), since, isTrusted),
    holidays: holidaysAround(inForce, Number(today.slice(0, 4))),
    seenBy: listViewers(await loadUsersWithRights(db.pool), subject),
  };
}

function inheritedTimes(
  { teamIds }: ProfilePerson,
  teams: readonly StoredTeamTimes[],
  organisation: OrganisationTimes,
): TimesInForce {
  return timesOfPerson(nothingSaid, teamIds, teams, organisation);
}

/** Days without work of last year, this and the next; those of one's own have no name. */
function holidaysAround({ holidayRegion, daysOffOn }: TimesInForce, year: number) {
  const years = [year - 1, year, year + 1];
  const listed = years.flatMap((one) =>
    holidayRegion === null ? [] : publicHolidaysOf(holidayRegion, one),
  );
  const own = daysOffOn.filter(
    (day) => years.includes(Number(day.slice(0, 4))) && listed.every(({ on }) => on !== day),
  );
  return [...listed, ...own.map((on) => ({ on, name: 'Day off' }))].sort((a, b) =>
    a.on < b.on ? -1 : 1,
  );
}

/** @throws AppError `invalid_input` when nobody knows the public holidays of the region */
export function refuseUnknownRegion(region: string | null): void {
  if (region !== null && region !== NO_HOLIDAYS && !isKnownRegion(region)) {
    throw new AppError('invalid_input', `The public holidays of ${region} are not known.`, {
      field: 'holidayRegion',
      remedy: 'Choose a region from the list.',
    });
  }
}

const becauseWords: Readonly<Record<SeesBecause, string>> = {
  self: 'this is them',
  admin: 'admin',
  lead: 'lead',
  grant: 'was given the right',
};

function listViewers(users: readonly UserWithRights[], subject: ProfileSubject) {
  return users.flatMap((user) => {
    const scope = scopeOf({ ...user, scopes: null }, 'profiles.read');
    const why = scope === null ? null : seesBecause(user, scope, subject);
    return why === null ? [] : [{ name: user.name, why: becauseWords[why] }];
  });
}

/**
 * Says when a person works; null leaves it to their team or the organisation.
 * @throws AppError `conflict` with both texts when somebody else changed it since it was shown
 */
export async function saveProfile(
  { db, clock }: Context,
  input: SaveProfileInput,
  asker: Asker,
): Promise<AuditNote> {
  const { personId, basedOn, ...after } = input;
  refuseUnknownRegion(after.holidayRegion);
  return await db.transaction(async (tx) => {
    await lockPeople(tx, [personId]);
    const { person } = await requireProfile(tx, personId, asker);
    const { version, ...before } = person.said;
    refuseStale(basedOn, { ...before, version }, after);
    await saveProfileTimes(tx, personId, { ...after, version: version + 1 }, clock());
    const subject = { kind: 'person', id: personId, name: person.displayName };
    return { subject, before, after };
  });
}

type Said = Pick<SaveProfileInput, 'timeZone' | 'workingHours' | 'holidayRegion'>;

/** @throws AppError `conflict` that holds both texts */
export function refuseStale(basedOn: number, stored: ProfilePerson['said'], wanted: Said): void {
  if (basedOn !== stored.version) {
    throw new AppError(
      'conflict',
      `Somebody else changed this meanwhile. It says now: ${describeTimes(stored)}. You wanted: ${describeTimes(wanted)}.`,
      { remedy: 'Look at what it says now, then save again what shall count.' },
    );
  }
}
