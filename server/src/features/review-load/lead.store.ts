import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { Band } from '@bellwether/shared/review-load/review-load.schema';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  isCounted,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { teamsInScope } from '../../db/row-scope-conditions.ts';
import { PERSON_KEY } from './people-keys.store.ts';

export type LedTeam = {
  id: string;
  name: string;
  /** As the filter of pull requests takes it. */
  handle: string;
};

/** The teams of the scope that have members, by name. */
export async function loadLedTeams(db: Queryable, scope: RowScope): Promise<LedTeam[]> {
  const parameters = createParameters();
  const { rows } = await db.query<LedTeam>(
    `select t.id, t.name, coalesce(t.organization || '/', '') || t.slug as handle from teams as t
     where t.removed_at is null and t.id in (${teamsInScope(scope, parameters)})
       and exists (select from team_members as m where m.team_id = t.id)
     order by lower(t.name), t.id`,
    parameters.values,
  );
  return rows;
}

export type StoredBand = { personId: string | null; band: Band; version: number };

const NO_BAND: Band = {
  ...{ reviewShareFrom: null, reviewShareTo: null, codingShareFrom: null, codingShareTo: null },
};

/** Version 0: nothing was said, ever. */
export async function loadBand(db: Queryable, teamId: string): Promise<StoredBand> {
  const { rows } = await db.query<Band & { personId: string | null; version: number }>(
    `select person_id as "personId", version, review_share_from as "reviewShareFrom",
       review_share_to as "reviewShareTo", coding_share_from as "codingShareFrom", coding_share_to as "codingShareTo"
     from lead_bands where team_id = $1`,
    [teamId],
  );
  const [row] = rows;
  if (row === undefined) {
    return { personId: null, band: NO_BAND, version: 0 };
  }
  const { personId, version, ...band } = row;
  return { personId, band, version };
}

export async function lockTeamRow(tx: Queryable, teamId: string): Promise<{ name: string } | null> {
  const { rows } = await tx.query<{ name: string }>(
    'select name from teams where id = $1 and removed_at is null for update',
    [teamId],
  );
  return rows[0] ?? null;
}

export async function writeBand(
  tx: Queryable,
  teamId: string,
  { personId, band, version }: StoredBand,
  now: Date,
): Promise<void> {
  await tx.query(
    `insert into lead_bands (team_id, person_id, review_share_from, review_share_to, coding_share_from,
       coding_share_to, version, changed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (team_id) do update set person_id = excluded.person_id,
       review_share_from = excluded.review_share_from, review_share_to = excluded.review_share_to,
       coding_share_from = excluded.coding_share_from, coding_share_to = excluded.coding_share_to,
       version = excluded.version, changed_at = excluded.changed_at`,
    [
      ...[teamId, personId, band.reviewShareFrom, band.reviewShareTo],
      ...[band.codingShareFrom, band.codingShareTo, version, now],
    ],
  );
}

/** People on the team or on one below, by name, then who leads it from above; `isLead`: has the role over the team, a team above, or all. */
export async function loadTeamPeople(
  db: Queryable,
  teamId: string,
): Promise<{ personId: string; name: string; isLead: boolean }[]> {
  const { rows } = await db.query<{ personId: string; name: string; isLead: boolean }>(
    `with recursive below as (
       select id from teams where id = $1
       union select t.id from teams as t join below on t.parent_id = below.id where t.removed_at is null
     ), above as (
       select id, parent_id from teams where id = $1
       union select t.id, t.parent_id from teams as t join above on t.id = above.parent_id
     )
     select * from (
       select p.id as "personId", p.display_name as name,
         exists (select from users as u join role_grants as g on g.user_id = u.id
           where u.person_id = p.id and u.deactivated_at is null and g.role = 'lead'
             and (g.team_id is null or g.team_id in (select id from above))) as "isLead",
         exists (select from team_members as m join accounts as a on a.id = m.account_id
           where a.person_id = p.id and m.team_id in (select id from below)) as "isMember"
       from people as p
     ) as known where "isLead" or "isMember"
     order by "isMember" desc, lower(name), "personId"`,
    [teamId],
  );
  return rows;
}

/** `authors`: the keys of everybody who wrote one. */
export type MergedByPeople = { bucket: number; merged: number; own: number; authors: string[] };

/** Merged pull requests by people, per bucket of the merge: all, and those of one person. Bucket i is `[borders[i], borders[i + 1])`. */
export async function countMerged(
  db: Queryable,
  choice: PullRequestChoice,
  borders: readonly Instant[],
  person: string,
): Promise<MergedByPeople[]> {
  const parameters = createParameters();
  const dates = `${parameters.add(borders.map(dateOf))}::timestamptz[]`;
  const { rows } = await db.query<MergedByPeople>(
    `select width_bucket(f.merged_at, ${dates}) - 1 as bucket, count(*)::int as merged,
       count(*) filter (where ${PERSON_KEY} = ${parameters.add(person)})::int as own,
       array_agg(distinct ${PERSON_KEY}) as authors
     from pull_request_facts as f join accounts as a on a.id = f.author_id
     where f.merged_at >= (${dates})[1] and f.merged_at < (${dates})[${borders.length}]
       and ${isCounted} and ${choosePullRequests(choice, parameters)}
     group by 1`,
    parameters.values,
  );
  return rows;
}
