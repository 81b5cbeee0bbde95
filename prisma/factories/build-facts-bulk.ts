import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import { buildConnection } from './build-repository.ts';
import type { Queryable } from './insert-row.ts';

export type BulkOptions = {
  count: number;
  /** The same seed makes the same rows. */
  seed: number;
  /** Pull requests are opened in `[from, to)`, numbers ascending; what would end later is still open. */
  from: Date;
  to: Date;
  repositories?: number;
  authors?: number;
  /** Also the rows of their reviews, about three for each pull request. */
  hasReviews?: boolean;
  /** Also production deployments, so many a week for each repository. */
  deploymentsPerWeek?: number;
};

const ROWS_AT_ONCE = 20_000;

/**
 * Many pull requests with their facts, spread as those of real teams are: opened on working days in working hours, most
 * of them; most wait hours, some wait weeks; few people review much; one in eight is a bot's; some are drafts, closed,
 * unreviewed or open. Rows are made inside the database. Their events are not, but for the reviews.
 */
export async function buildFactsBulk(db: Queryable, options: BulkOptions): Promise<void> {
  const { count, seed, from, to, repositories = 20, authors = 120 } = options;
  const connectionId = await buildConnection(db);
  const prefix = `bulk${seed}`;
  await db.query(
    `insert into repositories (id, connection_id, owner, name, url, default_branch, is_private,
       is_archived, is_fork, is_empty, generated_patterns, created_at)
     select $1 || '_R' || i, $2::uuid, $1, 'repo-' || i, 'https://github.com/' || $1 || '/repo-' || i,
       'main', false, false, false, false, '{}', $3
     from generate_series(0, $4::int - 1) as i`,
    [prefix, connectionId, from, repositories],
  );
  await db.query(
    `insert into accounts (id, login, type)
     select $1 || '_U' || i, $1 || '-' || case when i % 8 = 0 then 'helper' else 'person' end || i,
       case when i % 8 = 0 then 'Bot' else 'User' end
     from generate_series(0, $2::int - 1) as i`,
    [prefix, authors],
  );
  const insert = options.hasReviews === true ? INSERT_WITH_REVIEWS : INSERT;
  for (let start = 0; start < count; start += ROWS_AT_ONCE) {
    const end = Math.min(count, start + ROWS_AT_ONCE);
    await db.query(insert, [
      ...[prefix, seed, from, to, repositories, authors, start, end],
      ...[definitionVersion, count],
    ]);
  }
  if (options.deploymentsPerWeek !== undefined) {
    const perWeek = options.deploymentsPerWeek;
    await db.query(INSERT_DEPLOYMENTS, [prefix, seed, from, to, repositories, perWeek]);
  }
  await db.query('analyze pull_requests, pull_request_facts, reviews, deployments');
}

/** An even number in (0, 1) that depends on the row, the seed and `salt` alone. */
function even(salt: number | string, row = 'i'): string {
  return `((hashint8extended(${row}, $2::int8 * 100 + ${salt}) & 1073741823) + 0.5) / 1073741824.0::float8`;
}

/** Whole seconds around `median` with a long tail; `spread` 1 puts a tenth beyond nine times the median. */
function skewed(salt: number, median: number, spread: number): string {
  const u = even(salt);
  return `least(${median} * exp(${spread} * ln((${u}) / (1 - (${u})))), 5184000)::int`;
}

/** What is left of wall seconds by the work clock: short spells whole, long ones as 40 of 168 hours. */
function worked(seconds: string): string {
  return `least(${seconds}, 10800 + (${seconds}) / 4)`;
}

const DRAWN = `
  select i, $1 || '_PR' || i as id, $1 || '_R' || (i % $5::int) as repository_id, i / $5::int + 1 as number,
    (hashint8extended(i, $2::int8) & 1073741823) % $6::int as author,
    $3::timestamptz + ($4::timestamptz - $3::timestamptz) * ((i - 0.5 + (${even(1)})) / $10::int) as even_at,
    ${even(2)} as fate, ${even(3)} as habit,
    ${skewed(4, 14_000, 1)} as coding, ${skewed(5, 9_000, 0.9)} as pickup,
    ${skewed(6, 15_000, 1)} as drawn_review, ${skewed(7, 4_000, 0.9)} as wait,
    ${skewed(8, 30_000, 0.6)} as production, ${skewed(9, 40_000, 0.7)} as draft,
    ${skewed(10, 60, 0.9)} as size, 1 + least(24, floor(-3 * ln(${even(11)})))::int as acts,
    ${even(12)} as weekday, ${even(13)} as at_night, ${even(14)} + (${even(15)}) as in_day
  from generate_series($7::int, $8::int - 1) as i`;

/** Monday to Friday for 19 of 20, and for seven of eight around half past one; in the week that an even spread gives. */
const PLACED = `
  select *, date_trunc('second', case when working_at >= $3 and working_at < $4 then working_at
    else least(greatest(even_at, $3), $4::timestamptz - interval '1 second') end) as created_at
  from (select *, date_trunc('week', even_at at time zone 'UTC') at time zone 'UTC'
      + make_interval(days => case when weekday < 0.95 then floor(weekday / 0.19)::int
          when weekday < 0.975 then 5 else 6 end,
        secs => case when at_night < 0.12 then 43200 * in_day else 27000 + 21600 * in_day end) as working_at,
    case when acts = 1 then 0 else drawn_review end as review from (${DRAWN}) as drawn) as drawn`;

const TIMED = `
  select *, created_at + make_interval(secs => is_drafted * draft) as ready_at,
    created_at + make_interval(secs => is_drafted * draft + pickup) as reviewed_at,
    created_at + make_interval(secs => is_drafted * draft + pickup + review) as approved_at,
    created_at + make_interval(secs => is_drafted * draft + pickup + review + wait) as ended_at
  from (select *, case when habit < 0.15 then 1 else 0 end as is_drafted,
    author % 8 = 0 as is_bot from (${PLACED}) as placed) as classed`;

const TOLD = `
  select *, case when ended_at >= $4 then 'open' when fate < 0.06 then 'closed' else 'merged' end as state,
    fate >= 0.14 and reviewed_at < $4 as is_reviewed,
    fate >= 0.14 and approved_at < $4 as is_approved,
    ready_at < $4 as is_ready,
    fate >= 0.3 and ended_at + make_interval(secs => production) < $4 as is_deployed
  from (${TIMED}) as timed`;

/** The reviews that had been given by the end: evenly from the first to the approval, by few people most of them. */
const REVIEWED = `
  select t.id as pull_request_id, a.k, a.at, $1 || '_U' || (n + n / 7 + 1) as reviewer_id,
    case when a.k = t.acts and t.is_approved then 'APPROVED' when a.k % 3 = 2 then 'CHANGES_REQUESTED'
      else 'COMMENTED' end as state
  from told as t cross join lateral (
    select k, date_trunc('second', t.reviewed_at + make_interval(secs => case when t.acts = 1 then 0
        else floor(t.review * (k - 1)::float8 / (t.acts - 1)) end)) as at,
      floor(power(${even('16 + k', 't.i')}, 2.2) * greatest(1, ($6::int - 1) * 7 / 8))::int as drawn
    from generate_series(1, t.acts) as k
  ) as a cross join lateral (
    select case when a.drawn + a.drawn / 7 + 1 = t.author
      then (a.drawn + 1) % greatest(1, ($6::int - 1) * 7 / 8) else a.drawn end as n
  ) as r
  where t.is_reviewed and a.at < $4`;

const INSERT = `
  with told as materialized (${TOLD}), acts as materialized (${REVIEWED}), acted as materialized (
    select pull_request_id, array_agg(reviewer_id order by at, k) as reviewer_ids,
      array_agg(at order by at, k) as reviewed_ats, max(at) as last_reviewed_at,
      count(distinct reviewer_id)::int as reviewers,
      count(*) filter (where state = 'CHANGES_REQUESTED')::int as cycles
    from acts group by pull_request_id
  ), stored as (
    insert into pull_requests (id, repository_id, number, title, url, author_id, state, is_draft, base_branch,
      head_branch, head_sha, created_at, updated_at, merged_at, closed_at, additions, deletions, changed_files,
      reviews_total, issue_comments_total, commits_total, files_total, timeline_total)
    select t.id, repository_id, number, 'Change number ' || number,
      'https://github.com/' || $1 || '/repo-' || (i % $5::int) || '/pull/' || number, $1 || '_U' || author,
      state, not is_ready, 'main', 'change-' || i, md5(t.id), created_at,
      case when state = 'open' then created_at else ended_at end,
      case when state = 'merged' then ended_at end, case when state <> 'open' then ended_at end,
      size - size / 4, size / 4, 1 + size / 40, coalesce(cardinality(a.reviewer_ids), 0), 0, 1 + size / 100,
      0, 0
    from told as t left join acted as a on a.pull_request_id = t.id
  )
  insert into pull_request_facts (pull_request_id, repository_id, number, definition_version, author_id,
    author_class, state, is_draft, base_branch, created_at, updated_at, first_commit_at, ready_at,
    first_review_at, first_response_at, first_approval_at, final_approval_at, merged_at, closed_at, deployed_at,
    coding_seconds, pickup_seconds, first_response_seconds, review_seconds, merge_wait_seconds,
    review_cycle_seconds, time_to_merge_seconds, merge_to_production_seconds, lead_time_seconds,
    coding_work_seconds, pickup_work_seconds, first_response_work_seconds, review_work_seconds,
    merge_wait_work_seconds, review_cycle_work_seconds, time_to_merge_work_seconds,
    merge_to_production_work_seconds, lead_time_work_seconds,
    draft_seconds, parked_seconds, pauses, rework_cycles, most_cycles_of_reviewer, rework_seconds,
    rework_work_seconds, reviewer_ids, reviewed_ats, last_reviewed_at, review_turns,
    reviewers, comments, commits, additions, deletions, changed_files, size, complexity, complexity_factors,
    tier, is_ai_assisted, review_grade, flags)
  select t.id, repository_id, number, $9::int, $1 || '_U' || author,
    case when is_bot then 'bot' else 'human' end, state, not is_ready, 'main', created_at,
    case when state = 'open' then created_at else ended_at end,
    created_at - make_interval(secs => coding), case when is_ready then ready_at end,
    case when is_reviewed then reviewed_at end, case when is_reviewed then reviewed_at end,
    case when is_approved then approved_at end, case when is_approved then approved_at end,
    case when state = 'merged' then ended_at end, case when state <> 'open' then ended_at end,
    case when deployed then ended_at + make_interval(secs => production) end,
    coded, picked_up, picked_up, reviewing, waited, cycled, merging, producing, led,
    ${['coded', 'picked_up', 'picked_up', 'reviewing', 'waited', 'cycled', 'merging', 'producing', 'led'].map(worked).join(', ')},
    case when is_ready then is_drafted * draft end, 0,
    case when is_drafted = 0 then '[]'::jsonb else jsonb_build_array(jsonb_build_object('from', created_at,
      'to', case when is_ready then ready_at end)) end,
    case when is_reviewed then cycles end, case when is_reviewed then least(cycles, 2) end,
    case when is_approved then reviewing end, case when is_approved then ${worked('reviewing')} end,
    coalesce(a.reviewer_ids, '{}'), coalesce(a.reviewed_ats, '{}'), a.last_reviewed_at,
    case when a.reviewer_ids is null then '[]'::jsonb else jsonb_build_array(jsonb_build_object(
      'reviewerKind', 'account', 'reviewerId', a.reviewer_ids[1], 'reviewerName', a.reviewer_ids[1],
      'requestedAt', ready_at, 'endedAt', a.reviewed_ats[1], 'outcome', 'answered',
      'answeredById', a.reviewer_ids[1])) end,
    coalesce(a.reviewers, 0), (habit * 8)::int, 1 + size / 100,
    size - size / 4, size / 4, 1 + size / 40, size, ln(1 + size), '[]',
    case when size < 40 then 'light' when size < 200 then 'standard' else 'deep' end,
    fate * 100 - floor(fate * 100) < 0.18,
    case when state <> 'merged' then null when is_reviewed and habit < 0.3 then 'approved-silent'
      when is_reviewed then 'discussed' when is_bot then 'bot-auto' else 'unreviewed' end, '{}'
  from (
    select *, state = 'merged' and is_deployed as deployed,
      case when is_ready then coding + is_drafted * draft end as coded,
      case when is_reviewed then pickup end as picked_up,
      case when is_approved then review end as reviewing,
      case when is_approved and state = 'merged' then wait end as waited,
      case when state = 'merged' then pickup + review + wait end as cycled,
      case when state = 'merged' then is_drafted * draft + pickup + review + wait end as merging,
      case when state = 'merged' and is_deployed then production end as producing,
      case when state = 'merged' and is_deployed
        then coding + is_drafted * draft + pickup + review + wait + production end as led
    from told
  ) as t left join acted as a on a.pull_request_id = t.id
  order by t.i`;

const INSERT_WITH_REVIEWS = INSERT.replace(
  'stored as (',
  `given as (
    insert into reviews (id, database_id, pull_request_id, author_id, state, submitted_at)
    select pull_request_id || '_' || k, hashtextextended(pull_request_id, k) & 9007199254740991, pull_request_id,
      reviewer_id, state, at from acts
  ), stored as (`,
);

/** Each repository's, evenly over the time; one in twelve failed. */
const INSERT_DEPLOYMENTS = `
  with drawn as materialized (
    select $1 || '_D' || r || '_' || d as id, $1 || '_R' || r as repository_id, md5($1 || r || '-' || d) as sha,
      case when d > 0 then $1 || '_D' || r || '_' || d - 1 end as previous_id,
      date_trunc('second', $3::timestamptz + make_interval(secs => 604800.0 / $6::int * (d + ${even(90, 'd * 1000 + r')}))) as at,
      ${even(91, 'd * 1000 + r')} < 0.08 as is_failed
    from generate_series(0, $5::int - 1) as r,
      generate_series(0, floor(extract(epoch from $4::timestamptz - $3::timestamptz) / 604800 * $6::int)::int - 1) as d
  ), stored as (
    insert into deployments (id, repository_id, environment, sha, created_at, updated_at)
    select id, repository_id, 'production', sha, at, at from drawn
  )
  insert into deployment_facts (deployment_id, repository_id, environment, track, sha, finished_at, failed_at, step,
    is_counted, previous_id, pull_requests, is_remediation)
  select id, repository_id, 'production', repository_id || ' production', sha, case when not is_failed then at end,
    case when is_failed then at end, case when is_failed then 'failed' else 'change' end, not is_failed,
    previous_id, 1, false
  from drawn`;
