import type { RowScope } from '@bellwether/shared/access/row-scope';
import { waitedSeconds } from '@bellwether/shared/cycle-time/censored.metric';
import type { Clock } from '@bellwether/shared/cycle-time/cycle-time.terms';
import type { FactRules } from '@bellwether/shared/pull-requests/fact-rules';
import { calendarOfPickup } from '@bellwether/shared/pull-requests/pickup-hours';
import { dateOf, type Instant, instantOf } from '@bellwether/shared/time/instant';
import {
  choosePullRequests,
  createParameters,
  isCounted,
  type PullRequestChoice,
} from '../../db/pull-request-conditions.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { hiddenPerson } from './stage-samples.store.ts';

const answers = { pickup: 'first_review_at', 'first-response': 'first_response_at' } as const;

/** A wait so far, in seconds, and who of those hidden from the caller wrote what waits (null: somebody whom they see). */
export type OpenWait = { seconds: number; hiddenPerson: string | null };

/** How long each counted pull request had waited that was ready and had no answer at `closeAt` (B4.5, C20). */
export async function loadOpenWaits(
  db: Queryable,
  metric: keyof typeof answers,
  choice: PullRequestChoice,
  closeAt: Instant,
  { clock, rules, oneByOne }: { clock: Clock; rules: FactRules; oneByOne: RowScope | null },
): Promise<OpenWait[]> {
  const parameters = createParameters();
  const close = `${parameters.add(dateOf(closeAt))}::timestamptz`;
  const ended = `least(greatest(f.${answers[metric]}, case when f.${answers[metric]} is not null then f.ready_at end),
    coalesce(f.merged_at, case when f.state = 'closed' then f.closed_at end))`;
  const { rows } = await db.query<{
    readyAt: Date;
    authorId: string | null;
    hiddenPerson: string | null;
    pauses: { from: string; to: string | null }[];
    askedIds: string[];
  }>(
    `select coalesce(f.pickup_start_at, f.ready_at) as "readyAt", f.author_id as "authorId", f.pauses,
       coalesce(f.asked_ids, '{}') as "askedIds",
       ${hiddenPerson('f.author_id', oneByOne, parameters)} as "hiddenPerson"
     from pull_request_facts as f left join accounts as a on a.id = f.author_id
     where ${isCounted} and coalesce(f.pickup_start_at, f.ready_at) < ${close} and (${ended} is null or ${ended} >= ${close})
       and ${choosePullRequests(choice, parameters)}`,
    parameters.values,
  );
  return rows.map(({ readyAt, authorId, askedIds, hiddenPerson: hidden, pauses }) => {
    const spells = pauses.map(({ from, to }) => ({
      from: new Date(from),
      to: to === null ? null : new Date(to),
    }));
    const calendar = calendarOfPickup(rules, authorId, askedIds);
    const waited = { pauses: spells };
    return {
      seconds: waitedSeconds(waited, instantOf(readyAt), closeAt, clock, calendar),
      hiddenPerson: hidden,
    };
  });
}
