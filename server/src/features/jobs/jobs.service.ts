import type { JobSummary } from '@bellwether/shared/jobs/jobs.schema';
import type { AppContext } from '../../app-context.ts';

/** What runs, waits, and failed or ended lately. */
export async function listJobs({ jobs }: Pick<AppContext, 'jobs'>): Promise<JobSummary[]> {
  return await jobs.list();
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
