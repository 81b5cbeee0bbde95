import type { PullRequestFilter } from '@bellwether/shared/pull-requests/pull-requests.schema';

/** The part of the filter that is no period. Empty lists mean "all". */
export type PullRequestChoice = Pick<
  PullRequestFilter,
  'repositories' | 'authors' | 'baseBranches' | 'labels' | 'teams'
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
  if (choice.teams !== undefined && choice.teams.length > 0) {
    conditions.push(`f.author_id in (${teamAccounts(parameters.add(lowered(choice.teams)))})`);
  }
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}

/** SQL that is true for the facts rows `f` that metrics count: written by a person, and left out by no rule (B1, B14). */
export const isCounted = "f.author_class = 'human' and f.exclusion is null";

const lowered = (texts: readonly string[]) => texts.map((text) => text.toLowerCase());

/** Accounts of the people who are on the teams, or on teams below them, whichever of their accounts it is. */
function teamAccounts(handles: string): string {
  return `with recursive chosen as (
      select id from teams
      where removed_at is null
        and lower(coalesce(organization || '/', '') || slug) = any(${handles}::text[])
      union
      select below.id from teams as below join chosen on below.parent_id = chosen.id
      where below.removed_at is null
    ), members as (
      select a.id, a.person_id from team_members as m
      join chosen on chosen.id = m.team_id join accounts as a on a.id = m.account_id
    )
    select id from members
    union select a.id from accounts as a join members on members.person_id = a.person_id`;
}
