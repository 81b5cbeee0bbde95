import type { Clock } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { ReworkRow } from '@bellwether/shared/cycle-time/rework.metric';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import {
  choosePullRequests,
  createParameters,
  isCountedIn,
  type Parameters,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { selectHidden } from './hidden-people.store.ts';
import { orNull, readPacked } from './packed-numbers.ts';

/** What was merged between the first and the last border. */
export type MergedQuery = { clock: Clock; choice: PullRequestChoice; borders: readonly Instant[] };

const [STALE, OVER] = [1, 2];

/** What the merged pull requests say of rework and approvals, in no order (B6, B7). */
export async function loadReworkRows(db: Queryable, query: MergedQuery): Promise<ReworkRow[]> {
  const parameters = createParameters();
  const rework = query.clock === 'work' ? 'f.rework_work_seconds' : 'f.rework_seconds';
  const columns = {
    mergedAt: 'extract(epoch from f.merged_at)::int8',
    cycles: 'coalesce(f.rework_cycles, -1)',
    most: 'coalesce(f.most_cycles_of_reviewer, -1)',
    rework: `coalesce(${rework}, -1)`,
    first: sinceReady('f.first_approval_at'),
    final: sinceReady('f.final_approval_at'),
    marks: `case when 'approval_stale' = any(f.flags) then ${STALE} else 0 end
      + case when 'merged_with_changes_requested' = any(f.flags) then ${OVER} else 0 end`,
  };
  type Packed = Record<keyof typeof columns, string | null>;
  const { rows } = await db.query<Packed>(
    `select ${Object.entries(columns)
      .map(([name, column]) => `array_to_string(array_agg(${column}), ',') as "${name}"`)
      .join(', ')}
     from pull_request_facts as f where ${merged(query, parameters)}`,
    parameters.values,
  );
  const read = (name: keyof Packed) => readPacked(rows[0]?.[name] ?? null);
  const [cycles, most, reworks] = [read('cycles'), read('most'), read('rework')];
  const [first, final, marks] = [read('first'), read('final'), read('marks')];
  return Array.from(read('mergedAt'), (mergedAt, index) => ({
    mergedAt,
    reworkCycles: orNull(cycles[index]),
    mostCyclesOfReviewer: orNull(most[index]),
    reworkSeconds: orNull(reworks[index]),
    firstApprovalSeconds: orNull(first[index]),
    finalApprovalSeconds: orNull(final[index]),
    isApprovalStale: ((marks[index] ?? 0) & STALE) > 0,
    isMergedOverObjections: ((marks[index] ?? 0) & OVER) > 0,
  }));
}

/** Who is hidden from the caller behind what was merged, by the place of the bucket. */
export async function findBehindRework(
  db: Queryable,
  query: MergedQuery,
  { oneByOne }: Sight,
): Promise<{ bucket: number; person: string }[]> {
  const parameters = createParameters();
  const borders = parameters.add(query.borders.map(dateOf));
  const inner = `select width_bucket(f.merged_at, ${borders}::timestamptz[]) - 1 as bucket,
      case when f.author_class = 'human' then f.author_id end as author_id
    from pull_request_facts as f where ${merged(query, parameters)}`;
  const { rows } = await db.query<{ bucket: number; person: string }>(
    selectHidden(inner, ['bucket'], oneByOne, parameters),
    parameters.values,
  );
  return rows;
}

/** Elapsed seconds from readiness; an approval before it counts as at once (C11). */
function sinceReady(instant: string): string {
  return `case when ${instant} is null or f.ready_at is null then -1
    else greatest(extract(epoch from ${instant} - f.ready_at)::int8, 0) end`;
}

function merged({ choice, borders }: MergedQuery, parameters: Parameters): string {
  const [from, to] = [borders.at(0) ?? 0, borders.at(-1) ?? 0];
  return `f.merged_at >= ${parameters.add(dateOf(from))} and f.merged_at < ${parameters.add(dateOf(to))}
    and ${isCountedIn(choice)} and ${choosePullRequests(choice, parameters)}`;
}
