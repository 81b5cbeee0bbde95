import type { JobState, JobSummary } from '@bellwether/shared/jobs/jobs.schema';
import { formatAgo, formatTime } from '../../format/date.ts';
import { formatCountOf } from '../../format/number.ts';

export type JobRow = {
  id: string;
  what: string;
  state: JobState;
  stateWords: string;
  /** Who asked, how often it was tried, since when. */
  detail: string;
  error: string | null;
  mayRetry: boolean;
};

const MOST_DONE = 5;
const order: JobState[] = ['failed', 'running', 'retrying', 'waiting', 'done'];

const names: Record<string, string> = {
  pass: 'Read what is new',
  'pull-request': 'Read one pull request',
  'deep-check': 'Compare with GitHub',
  discover: 'Look for repositories and teams',
  sweep: 'Ask for what is new everywhere',
  nightly: 'Ask for the nightly comparison',
  'derive-facts': 'Work out all numbers anew',
  teams: 'Read the teams',
  'tidy-jobs': 'Tidy up old work',
  'vacuum-facts': 'Keep charts quick',
  'redeliver-webhooks': 'Ask for failed deliveries again',
  'forget-deliveries': 'Forget old deliveries',
};

const reasons: Record<string, string> = {
  person: 'a person asked',
  webhook: 'GitHub told',
  start: 'the server started',
  sweep: 'the sweep asked',
  nightly: 'asked for at night',
};

const states: Record<JobState, string> = {
  failed: 'Failed',
  running: 'Running',
  retrying: 'Tried again',
  waiting: 'Waiting',
  done: 'Done',
};

/** Failed ones first, then what runs and waits, and the latest that are done. */
export function prepareJobs(jobs: readonly JobSummary[], now: number, zone?: string): JobRow[] {
  const done = jobs
    .filter(({ state }) => state === 'done')
    .sort((a, b) => (b.endedAt ?? '').localeCompare(a.endedAt ?? ''))
    .slice(0, MOST_DONE);
  return [...jobs.filter(({ state }) => state !== 'done'), ...done]
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
    .map((job) => ({
      id: job.id,
      what: [names[job.name] ?? sayName(job.name), job.subject]
        .filter((part) => part !== null)
        .join(': '),
      state: job.state,
      stateWords: states[job.state],
      detail: describe(job, now, zone),
      error: job.error,
      mayRetry: job.state === 'failed',
    }));
}

function describe(job: JobSummary, now: number, zone?: string): string {
  const parts = [
    sayWhen(job, now, zone),
    job.reason === null ? null : (reasons[job.reason] ?? job.reason),
    job.retries === 0 ? null : formatCountOf(job.retries, 'new try', 'new tries'),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}

function sayWhen(job: JobSummary, now: number, zone?: string): string {
  if (job.endedAt !== null && (job.state === 'done' || job.state === 'failed')) {
    return formatAgo(job.endedAt, now);
  }
  if (job.state === 'running' && job.startedAt !== null) {
    return `begun ${formatAgo(job.startedAt, now)}`;
  }
  return job.startAfter !== null && Date.parse(job.startAfter) > now
    ? `at ${formatTime(job.startAfter, zone)}`
    : `asked for ${formatAgo(job.createdAt, now)}`;
}

function sayName(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
