import type { RowScope } from '@bellwether/shared/access/row-scope';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import { hiddenPerson } from './load-stage-samples.ts';
import {
  choosePullRequests,
  createParameters,
  isCounted,
  type PullRequestChoice,
} from './pull-request-conditions.ts';
import type { Queryable } from './queryable.types.ts';

export type EventWindow = { from: Instant; to: Instant };

/** A merged pull request that counts, with who wrote it when hidden from the caller. */
export type MergedEvent = { at: Instant; hiddenPerson: string | null };

export async function loadMerged(
  db: Queryable,
  choice: PullRequestChoice,
  { from, to }: EventWindow,
  oneByOne: RowScope | null,
): Promise<MergedEvent[]> {
  const parameters = createParameters();
  const { rows } = await db.query<MergedEvent>(
    `select extract(epoch from f.merged_at)::int8 as at,
       ${hiddenPerson('f.author_id', oneByOne, parameters)} as "hiddenPerson"
     from pull_request_facts as f left join accounts as a on a.id = f.author_id
     where ${isCounted} and f.merged_at >= ${parameters.add(dateOf(from))}::timestamptz
       and f.merged_at < ${parameters.add(dateOf(to))}::timestamptz
       and ${choosePullRequests(choice, parameters)}`,
    parameters.values,
  );
  return rows;
}

const BEGAN = `least(impact_started_at, detected_at, declared_at, acknowledged_at, mitigated_at, resolved_at, closed_at)`;

/** When each real incident of these repositories (null: all, and those of none) began, as far as anybody knows (B16). */
export async function loadIncidentStarts(
  db: Queryable,
  repositories: readonly string[] | null,
  { from, to }: EventWindow,
): Promise<Instant[]> {
  const { rows } = await db.query<{ at: number }>(
    `select extract(epoch from ${BEGAN})::int8 as at from incidents
     where exclusion is null and ${BEGAN} >= $1::timestamptz and ${BEGAN} < $2::timestamptz
       and ($3::text[] is null or repository_id = any($3::text[]))`,
    [dateOf(from), dateOf(to), repositories],
  );
  return rows.map(({ at }) => at);
}
