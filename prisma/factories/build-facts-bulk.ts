import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import { buildConnection } from './build-repository.ts';
import type { Queryable } from './insert-row.ts';

export type BulkOptions = {
  count: number;
  /** The same seed makes the same rows. */
  seed: number;
  /** Pull requests are opened evenly in `[from, to)`; what would end later is still open. */
  from: Date;
  to: Date;
  repositories?: number;
  authors?: number;
};

const ROWS_AT_ONCE = 20_000;

/**
 * Many pull requests with their facts, spread as those of real teams are: most wait hours, some wait weeks; one in eight
 * is a bot's; some are drafts, closed, unreviewed or open. Rows are made inside the database. Their events are not.
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
  for (let start = 0; start < count; start += ROWS_AT_ONCE) {
    const end = Math.min(count, start + ROWS_AT_ONCE);
    await db.query(INSERT, [
      prefix,
      seed,
      from,
      to,
      repositories,
      authors,
      start,
      end,
      definitionVersion,
    ]);
  }
  await db.query('analyze pull_request_facts');
}

/** An even number in (0, 1) that depends on the row, the seed and `salt` alone. */
function even(salt: number): string {
  return `((hashint8extended(i, $2::int8 * 100 + ${salt}) & 1073741823) + 0.5) / 1073741824.0::float8`;
}

/** Whole seconds around `median` with a long tail; `spread` 1 puts a tenth beyond nine times the median. */
function skewed(salt: number, median: number, spread: number): string {
  const u = even(salt);
  return `least(${median} * exp(${spread} * ln((${u}) / (1 - (${u})))), 5184000)::int`;
}

const DRAWN = `
  select i, $1 || '_PR' || i as id, $1 || '_R' || (i % $5::int) as repository_id, i / $5::int + 1 as number,
    (hashint8extended(i, $2::int8) & 1073741823) % $6::int as author,
    date_trunc('second', $3::timestamptz + ($4::timestamptz - $3::timestamptz) * (${even(1)})) as created_at,
    ${even(2)} as fate, ${even(3)} as habit,
    ${skewed(4, 14_000, 1)} as coding, ${skewed(5, 9_000, 0.9)} as pickup,
    ${skewed(6, 15_000, 1)} as review, ${skewed(7, 4_000, 0.9)} as wait,
    ${skewed(8, 30_000, 0.6)} as production, ${skewed(9, 40_000, 0.7)} as draft,
    ${skewed(10, 60, 0.9)} as size
  from generate_series($7::int, $8::int - 1) as i`;

const TIMED = `
  select *, created_at + make_interval(secs => is_drafted * draft) as ready_at,
    created_at + make_interval(secs => is_drafted * draft + pickup) as reviewed_at,
    created_at + make_interval(secs => is_drafted * draft + pickup + review) as approved_at,
    created_at + make_interval(secs => is_drafted * draft + pickup + review + wait) as ended_at
  from (select *, case when habit < 0.15 then 1 else 0 end as is_drafted,
    author % 8 = 0 as is_bot from (${DRAWN}) as drawn) as classed`;

const TOLD = `
  select *, case when ended_at >= $4 then 'open' when fate < 0.06 then 'closed' else 'merged' end as state,
    fate >= 0.14 and reviewed_at < $4 as is_reviewed,
    fate >= 0.14 and approved_at < $4 as is_approved,
    ready_at < $4 as is_ready,
    fate >= 0.3 and ended_at + make_interval(secs => production) < $4 as is_deployed
  from (${TIMED}) as timed`;

const INSERT = `
  with told as materialized (${TOLD}), stored as (
    insert into pull_requests (id, repository_id, number, title, url, author_id, state, is_draft, base_branch,
      head_branch, head_sha, created_at, updated_at, merged_at, closed_at, additions, deletions, changed_files,
      reviews_total, issue_comments_total, commits_total, files_total, timeline_total)
    select id, repository_id, number, 'Change number ' || number,
      'https://github.com/' || $1 || '/repo-' || (i % $5::int) || '/pull/' || number, $1 || '_U' || author,
      state, not is_ready, 'main', 'change-' || i, md5(id), created_at,
      case when state = 'open' then created_at else ended_at end,
      case when state = 'merged' then ended_at end, case when state <> 'open' then ended_at end,
      size - size / 4, size / 4, 1 + size / 40, is_reviewed::int, 0, 1 + size / 100, 0, 0
    from told
  )
  insert into pull_request_facts (pull_request_id, repository_id, number, definition_version, author_id,
    author_class, state, is_draft, base_branch, created_at, updated_at, first_commit_at, ready_at,
    first_review_at, first_response_at, first_approval_at, final_approval_at, merged_at, closed_at, deployed_at,
    coding_seconds, pickup_seconds, pickup_work_seconds, first_response_seconds, review_seconds,
    merge_wait_seconds, review_cycle_seconds, time_to_merge_seconds, merge_to_production_seconds,
    lead_time_seconds, draft_seconds, parked_seconds, pauses, rework_cycles, reviewers, comments, commits,
    additions, deletions, changed_files, size, review_grade, flags)
  select id, repository_id, number, $9::int, $1 || '_U' || author,
    case when is_bot then 'bot' else 'human' end, state, not is_ready, 'main', created_at,
    case when state = 'open' then created_at else ended_at end,
    created_at - make_interval(secs => coding), case when is_ready then ready_at end,
    case when is_reviewed then reviewed_at end, case when is_reviewed then reviewed_at end,
    case when is_approved then approved_at end, case when is_approved then approved_at end,
    case when state = 'merged' then ended_at end, case when state <> 'open' then ended_at end,
    case when state = 'merged' and is_deployed then ended_at + make_interval(secs => production) end,
    case when is_ready then coding + is_drafted * draft end, case when is_reviewed then pickup end,
    case when is_reviewed then pickup / 3 end, case when is_reviewed then pickup end,
    case when is_approved then review end, case when is_approved and state = 'merged' then wait end,
    case when state = 'merged' then pickup + review + wait end,
    case when state = 'merged' then is_drafted * draft + pickup + review + wait end,
    case when state = 'merged' and is_deployed then production end,
    case when state = 'merged' and is_deployed
      then coding + is_drafted * draft + pickup + review + wait + production end,
    case when is_ready then is_drafted * draft end, 0,
    case when is_drafted = 0 then '[]'::jsonb else jsonb_build_array(jsonb_build_object('from', created_at,
      'to', case when is_ready then ready_at end)) end,
    case when is_reviewed then (habit * 3)::int end, is_reviewed::int, (habit * 8)::int, 1 + size / 100,
    size - size / 4, size / 4, 1 + size / 40, size,
    case when state <> 'merged' then null when is_reviewed and habit < 0.3 then 'approved-silent'
      when is_reviewed then 'discussed' when is_bot then 'bot-auto' else 'unreviewed' end, '{}'
  from told`;
