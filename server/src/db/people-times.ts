import type { SaidTimes } from '@bellwether/shared/people/working-times.rules';
import type { Queryable } from './queryable.types.ts';

export type PersonTimes = SaidTimes & { absences: { fromOn: string; toOn: string }[] };

/** By account, those of people who said when they work or are away. */
export async function readPeopleTimes(db: Queryable): Promise<Map<string, PersonTimes>> {
  const { rows } = await db.query<PersonTimes & { accountId: string }>(
    `select a.id "accountId", f.time_zone "timeZone", f.working_hours "workingHours",
       f.holiday_region "holidayRegion",
       coalesce((select json_agg(json_build_object('fromOn', o.from_on::text, 'toOn', o.to_on::text)
         order by o.from_on) from person_absences o where o.person_id = a.person_id), '[]') "absences"
     from accounts a left join person_profiles f on f.person_id = a.person_id
     where f.person_id is not null
       or exists (select from person_absences o where o.person_id = a.person_id)`,
  );
  return new Map(rows.map(({ accountId, ...times }) => [accountId, times]));
}
