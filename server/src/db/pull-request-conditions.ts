import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { PullRequestFilter } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { rangeOfSize } from '@bellwether/shared/pull-requests/size-class';
import { accountsOfTeams, teamsInScope } from './row-scope-conditions.ts';

/** The part of the filter that is no period (empty lists mean "all"), within the rows that the caller may see. */
export type PullRequestChoice = Pick<
  PullRequestFilter,
  | 'repositories'
  | 'authors'
  | 'baseBranches'
  | 'labels'
  | 'teams'
  | 'sizes'
  | 'tiers'
  | 'aiAssisted'
  | 'authorClasses'
> & { scope: RowScope };

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
  const conditions = choice.scope.teamIds === 'all' ? [] : [isInScope(choice.scope, parameters)];
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
    const handles = parameters.add(choice.teams.map((handle) => handle.toLowerCase()));
    const named = `select id from teams where lower(coalesce(organization || '/', '') || slug) = any(${handles}::text[])
      and id in (${teamsInScope(choice.scope, parameters)})`;
    conditions.push(`f.author_id in (${accountsOfTeams(named)})`);
  }
  conditions.push(...chooseByChange(choice, parameters));
  return conditions.length === 0 ? 'true' : conditions.join(' and ');
}

/** By what the change itself is like. */
function chooseByChange(
  { sizes = [], tiers = [], aiAssisted, authorClasses }: PullRequestChoice,
  parameters: Parameters,
): string[] {
  const conditions: string[] = [];
  if (authorClasses !== undefined && authorClasses.length > 0) {
    conditions.push(`f.author_class = any(${parameters.add(authorClasses)}::text[])`);
  }
  if (sizes.length > 0) {
    const ranges = sizes.map((size) => {
      const { above, upTo } = rangeOfSize(size);
      return `(f.size > ${above}${upTo === null ? '' : ` and f.size <= ${upTo}`})`;
    });
    conditions.push(`(${ranges.join(' or ')})`);
  }
  if (tiers.length > 0) {
    conditions.push(`f.tier = any(${parameters.add(tiers)}::text[])`);
  }
  if (aiAssisted !== undefined) {
    conditions.push(`f.is_ai_assisted = ${parameters.add(aiAssisted)}::boolean`);
  }
  return conditions;
}

/** SQL that is true for the facts rows `f` that metrics count: written by a person, and left out by no rule (B1, B14). */
export const isCounted = "f.author_class = 'human' and f.exclusion is null";

/**
 * The same where the choice says who counts: whoever is of another class is then no part of the question, so that rules
 * alone leave something out.
 */
export function isCountedIn({
  authorClasses = [],
}: Pick<PullRequestChoice, 'authorClasses'>): string {
  return authorClasses.length === 0 ? isCounted : 'f.exclusion is null';
}

/**
 * SQL that is true for the facts rows `f` that the scope holds: written by somebody of its teams, or by one of its own
 * accounts, or reviewed by it, or waiting for its review.
 */
export function isInScope({ teamIds, accountIds }: RowScope, parameters: Parameters): string {
  if (teamIds === 'all') {
    return 'true';
  }
  const either: string[] = [];
  if (teamIds.length > 0) {
    const held = `select id from teams where id = any(${parameters.add(teamIds)}::uuid[])`;
    either.push(`f.author_id in (${accountsOfTeams(held)})`);
  }
  if (accountIds.length > 0) {
    const own = `any(${parameters.add(accountIds)}::text[])`;
    either.push(
      `f.author_id = ${own}`,
      `f.pull_request_id in (select pull_request_id from reviews where author_id = ${own})`,
      `f.pull_request_id in (select pull_request_id from review_requests where reviewer_id = ${own}
         or reviewer_id in (select t.github_id from teams as t join team_members as m on m.team_id = t.id
           where m.account_id = ${own}))`,
    );
  }
  return either.length === 0 ? 'false' : `(${either.join(' or ')})`;
}
