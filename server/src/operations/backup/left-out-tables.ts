/**
 * Tables that a backup leaves out, each with the reason. Every other table of the schema `public` is in it,
 * also one that is added later. The job queue has a schema of its own and is made anew.
 */
export const LEFT_OUT_TABLES: Readonly<Record<string, string>> = {
  _prisma_migrations: 'the list of migrations stands at the head of the file and is applied anew',
  sessions: 'signed-in browsers sign in again: a copy of a session would be a way in',
  verifications: 'sign-ins under way live for minutes',
  rate_limits: 'counts of the last minutes',
  data_changes: 'it dates what a running server remembers; a restored one remembers nothing',
  review_acts: 'the rows of pull_request_facts make them anew as they are restored',
  sync_leases: 'which running server reads; none does after a restore',
};

/** The schema of the job queue: what waits there is asked for again by the next start. */
export const JOBS_SCHEMA = 'pgboss';
