import { buildFactsBulk } from '@bellwether/prisma/factories/build-facts-bulk';
import type { Queryable } from '@bellwether/server/db/queryable.types';

const TABLES = ['pull_requests', 'pull_request_facts', 'reviews', 'review_acts'] as const;
const YEARS_MS = 3 * 364 * 86_400_000;
/** Where the story ends: a Monday. */
export const worldEnd = new Date('2026-03-02T00:00:00Z');
/** The filter's team. */
export const WORLD_TEAM = { slug: 'one', people: 12 };

export type WorldSize = {
  pullRequests: number;
  /** How many there would be over three years: a smaller world of the same density is a shorter one. */
  overThreeYears: number;
};

/**
 * So many pull requests of the last years with three times as many reviews, as `buildFactsBulk` spreads them; 200
 * repositories, 2,000 accounts and five deployments a week each for a million in three years. Indexes are taken away
 * meanwhile, and checks of references and triggers left out: the rows are right, and it takes a quarter of the time.
 * `db` must be one connection.
 */
export async function buildScaleWorld(db: Queryable, size: WorldSize): Promise<void> {
  const share = size.overThreeYears / 1_000_000;
  const lengthMs = YEARS_MS * (size.pullRequests / size.overThreeYears);
  await db.query(
    `set session_replication_role = replica; set work_mem = '128MB'; set maintenance_work_mem = '256MB'; set jit = off`,
  );
  const { rows: indexes } = await db.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes
     where schemaname = 'public' and tablename = any($1) and indexname not like '%\\_pkey'`,
    [[...TABLES]],
  );
  for (const { name } of indexes) {
    await db.query(`drop index "${name}"`);
  }
  await buildFactsBulk(db, {
    ...{ count: size.pullRequests, seed: 1, hasReviews: true, deploymentsPerWeek: 5 },
    ...{ from: new Date(worldEnd.getTime() - lengthMs), to: worldEnd },
    repositories: Math.max(5, Math.round(200 * share)),
    authors: Math.max(40, Math.round(2_000 * share)),
  });
  // What triggers would have done.
  await db.query(
    `insert into review_acts (pull_request_id, repository_id, author_id, author_class, size, place, reviewer_id, at,
       previous_at, previous_of_anybody_at)
     select f.pull_request_id, f.repository_id, f.author_id, f.author_class, f.size, act.*
     from pull_request_facts as f cross join lateral acts_in_lists(f.reviewer_ids, f.reviewed_ats) as act
     where f.exclusion is null`,
  );
  for (const { definition } of indexes) {
    await db.query(definition);
  }
  await db.query(
    `with team as (insert into teams (slug, name) values ($1, 'One') returning id)
     insert into team_members (team_id, account_id) select team.id, a.id
     from team, (select id from accounts where type = 'User' order by id limit $2) as a`,
    [WORLD_TEAM.slug, WORLD_TEAM.people],
  );
  for (const table of TABLES) {
    await db.query(`vacuum analyze ${table}`);
  }
  await db.query('analyze');
  await db.query(
    'reset session_replication_role; reset work_mem; reset maintenance_work_mem; reset jit',
  );
}
