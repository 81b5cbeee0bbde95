import type { PullRequestFilter } from '@bellwether/shared/pull-requests/pull-requests.schema';

/** The part of the filter that is no period. Empty lists mean "all". */
export type PullRequestChoice = Pick<
  PullRequestFilter,
  'repositories' | 'authors' | 'baseBranches' | 'labels'
>;

/**
 * The values of one statement: `add` keeps a value and gives the `$n` that stands for it. Text with NUL characters, which
 * Postgres cannot hold, is altered so that it finds nothing.
 */
export type Parameters = { add(value: unknown): string; readonly values: unknown[] };

export function createParameters(): Parameters {
  const values: unknown[] = [];
  return { values, add: (value) => `$${values.push(withoutNul(value))}` };
}

function withoutNul(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNul);
  }
  return typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value;
}

/**
 * SQL that is true for the facts rows `f` that the filter chooses. What people typed goes into the parameters, never
 * into the text. A login finds a bot too, whose stored login may end in `[bot]`.
 */
export function choosePullRequests(choice: PullRequestChoice, parameters: Parameters): string {
  const conditions: string[] = [];
  if (choice.repositories.length > 0) {
    conditions.push(`f.repository_id = any(${parameters.add(choice.repositories)}::text[])`);
  }
  if (choice.authors.length > 0) {
    const logins = choice.authors.flatMap((login) => [login, `${login}[bot]`]);
    conditions.push(
      `f.author_id in (select id from accounts where login = any(${parameters.add(logins)}::text[]))`,
    );
  }
  if (choice.baseBranches.length > 0) {
    conditions.push(`f.base_branch = any(${parameters.add(choice.baseBranches)}::text[])`);
  }
  if (choice.labels.length > 0) {
    conditions.push(`f.pull_request_id in (
      select pull_request_id from pull_request_labels where name = any(${parameters.add(choice.labels)}::text[]))`);
  }
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}
