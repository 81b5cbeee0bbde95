import type { JobState, JobSummary } from '@bellwether/shared/jobs/jobs.schema';
import type { Queryable } from '../db/queryable.types.ts';

/** Of those that ended well, and of those that failed. */
const MOST_OF_A_KIND = 100;
/** Of those that wait or run: one or two for each repository. */
const MOST_OPEN = 2_000;

type Row = {
  id: string;
  name: string;
  subject: string | null;
  reason: string | null;
  state: 'created' | 'retry' | 'active' | 'completed' | 'cancelled' | 'failed';
  retries: number;
  createdAt: Date;
  startAfter: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  error: string | null;
};

/** The newest jobs of all queues, with what they are about in words: what went well never hides what failed. */
export async function listJobs(db: Queryable): Promise<JobSummary[]> {
  const { rows } = await db.query<Row>(
    `select j.id, coalesce(j.data->'request'->>'kind', j.name) as name, j.data->>'reason' as reason,
       case
         when r.id is not null then r.owner || '/' || r.name ||
           coalesce('#' || (j.data->'request'->>'number'), '')
         when j.data ? 'request' then c.login
         else coalesce(j.data->>'subject', nullif(j.singleton_key, ''))
       end as subject,
       j.state::text, j.retry_count as retries, j.created_on as "createdAt",
       j.start_after as "startAfter", j.started_on as "startedAt", j.completed_on as "endedAt",
       j.output->>'message' as error
     from (
       select *, row_number() over (
         partition by case when state = 'completed' then 0 when state < 'completed' then 1 else 2 end
         order by created_on desc, id) as place
       from pgboss.job where left(name, 2) <> '__'
     ) j
     left join repositories r on r.id = j.data->'request'->>'repositoryId'
     left join connections c on c.id::text = j.data->'request'->>'connectionId'
     where j.place <= case when j.state < 'completed' then ${MOST_OPEN} else ${MOST_OF_A_KIND} end
     order by j.created_on desc, j.id`,
  );
  return rows.map(summarise);
}

function summarise(row: Row): JobSummary {
  const state = stateOf(row);
  const isWaiting = state === 'waiting' || state === 'retrying';
  return {
    id: row.id,
    name: row.name,
    subject: row.subject,
    state,
    reason: row.reason,
    retries: row.retries,
    createdAt: row.createdAt.toISOString(),
    startAfter: isWaiting && row.startAfter > row.createdAt ? row.startAfter.toISOString() : null,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    error: state === 'done' ? null : row.error,
  };
}

/** A job that was only given back waits; one with an error is tried again. */
function stateOf(row: Row): JobState {
  switch (row.state) {
    case 'active':
      return 'running';
    case 'completed':
      return 'done';
    case 'failed':
    case 'cancelled':
      return 'failed';
    case 'retry':
      return row.error === null ? 'waiting' : 'retrying';
    default:
      return 'waiting';
  }
}
