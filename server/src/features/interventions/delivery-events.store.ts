import type { RowScope } from '@bellwether/shared/access/row-scope';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  isCounted,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import type { IncidentReach } from './frame.types.ts';
import { hiddenPerson } from './stage-samples.store.ts';

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

type IncidentStart = { at: number; repositoryId: string | null; service: string | null };

/** When each real incident that is meant began, as far as anybody knows (B16). */
export async function loadIncidentStarts(
  db: Queryable,
  { repositories, isOurs }: IncidentReach,
  { from, to }: EventWindow,
): Promise<Instant[]> {
  const { rows } = await db.query<IncidentStart>(
    `select extract(epoch from ${BEGAN})::int8 as at, repository_id as "repositoryId", service
     from incidents
     where exclusion is null and ${BEGAN} >= $1::timestamptz and ${BEGAN} < $2::timestamptz
       and ($3::text[] is null or repository_id = any($3::text[]))`,
    [dateOf(from), dateOf(to), repositories],
  );
  return rows.filter((one) => isOurs === null || isOurs(one)).map(({ at }) => at);
}
