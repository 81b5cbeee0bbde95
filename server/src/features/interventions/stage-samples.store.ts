import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { Clock, CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { type SizeClass, sizeClassOf } from '@bellwether/shared/pull-requests/size-class';
import { dateOf, type Instant } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  isCounted,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { accountsInScope } from '../../db/row-scope-conditions.ts';

export type StageSamplesQuery = {
  metric: CycleTimeMetric;
  clock: Clock;
  choice: PullRequestChoice;
  /** The stages that ended in `[from, to)`. */
  from: Instant;
  to: Instant;
  /** Whom the caller sees one by one; null: nobody. */
  oneByOne: RowScope | null;
};

/** One finished stage of a counted pull request. */
export type StageSample = {
  /** The instant that puts it into a bucket (B0.1, C20). */
  at: Instant;
  seconds: number;
  sizeClass: SizeClass;
  repositoryId: string;
  /** Who wrote it, when hidden from the caller; null: somebody whom they see. */
  hiddenPerson: string | null;
};

type Stage = { finish: string; seconds: string; condition?: string };

/** As `readStageBounds` reads them from a facts row. */
const stages: Readonly<Record<CycleTimeMetric, Stage>> = {
  coding: {
    ...{ finish: 'f.ready_at', seconds: 'coding' },
    condition: 'f.first_commit_at is not null',
  },
  pickup: waiting('first_review_at', 'pickup'),
  'first-response': waiting('first_response_at', 'first_response'),
  review: waiting('final_approval_at', 'review'),
  'merge-wait': waiting('merged_at', 'merge_wait'),
  'review-cycle': { finish: 'f.merged_at', seconds: 'review_cycle' },
  'time-to-merge': { finish: 'f.merged_at', seconds: 'time_to_merge' },
  'merge-to-production': { finish: 'f.deployed_at', seconds: 'merge_to_production' },
  'lead-time': { finish: 'f.deployed_at', seconds: 'lead_time' },
};

function waiting(finish: string, seconds: string): Stage {
  return {
    finish: `greatest(f.${finish}, f.ready_at)`,
    seconds,
    condition: `f.ready_at is not null and f.${finish} is not null`,
  };
}

/** The finished stages of a window, in no order: bare numbers, for order statistics that no `percentile_cont` gives. */
export async function loadStageSamples(
  db: Queryable,
  { metric, clock, choice, from, to, oneByOne }: StageSamplesQuery,
): Promise<StageSample[]> {
  const { finish, seconds, condition = 'true' } = stages[metric];
  const column = `f.${seconds}${clock === 'work' ? '_work' : ''}_seconds`;
  const parameters = createParameters();
  const [since, until] = [parameters.add(dateOf(from)), parameters.add(dateOf(to))];
  const { rows } = await db.query<{
    at: number;
    seconds: number;
    size: number;
    repositoryId: string;
    hiddenPerson: string | null;
  }>(
    `select extract(epoch from ${finish})::int8 as at, ${column} as seconds, f.size,
       f.repository_id as "repositoryId", ${hiddenPerson('f.author_id', oneByOne, parameters)} as "hiddenPerson"
     from pull_request_facts as f left join accounts as a on a.id = f.author_id
     where ${isCounted} and ${condition} and ${column} is not null
       and ${finish} >= ${since}::timestamptz and ${finish} < ${until}::timestamptz
       and ${choosePullRequests(choice, parameters)}`,
    parameters.values,
  );
  return rows.map(({ size, ...row }) => ({ ...row, sizeClass: sizeClassOf(size) }));
}

/** SQL of who stands behind an account (joined as `a`) when the caller does not see them one by one; accounts of one person are one. */
export function hiddenPerson(
  accountId: string,
  oneByOne: RowScope | null,
  parameters: ReturnType<typeof createParameters>,
): string {
  const person = `coalesce(a.person_id::text, ${accountId})`;
  if (oneByOne === null) {
    return person;
  }
  return oneByOne.teamIds === 'all'
    ? 'null::text'
    : `case when ${accountId} in (${accountsInScope(oneByOne, parameters)}) then null else ${person} end`;
}
