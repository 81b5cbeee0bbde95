import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { JobSummary } from '@bellwether/shared/jobs/jobs.schema';
import { loadVisibleRepositoryNames } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';

/** What runs, waits, and failed or ended lately: all of it, or what is about a repository of the scope. */
export async function listJobs(
  { jobs, db }: Pick<AppContext, 'jobs' | 'db'>,
  scope: RowScope,
): Promise<JobSummary[]> {
  const found = await jobs.list();
  const names = await loadVisibleRepositoryNames(db.pool, scope);
  return names === null
    ? found
    : found.filter(({ subject }) => names.has(subject?.replace(/#\d+$/, '') ?? ''));
}

/**
 * Has a failed job tried again.
 * @throws AppError `not_found` when it is no longer kept.
 */
export async function retryJob(
  { jobs }: Pick<AppContext, 'jobs'>,
  jobId: string,
): Promise<{ retried: true }> {
  await jobs.retry(jobId);
  return { retried: true };
}
