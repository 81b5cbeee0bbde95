import type { ExclusionEffect } from '@bellwether/shared/pull-requests/exclusion.rules';
import { loadRulesInForce } from './load-definition-settings.ts';
import {
  choosePullRequests,
  createParameters,
  type PullRequestChoice,
} from './pull-request-conditions.ts';
import type { Queryable } from './queryable.types.ts';

export type CountedExclusion = {
  /** Of the rule, as facts rows name it. */
  name: string;
  effect: ExclusionEffect;
  /** The name of who made the rule. Null: nobody is known, or the rule is gone by now. */
  by: string | null;
  pullRequests: number;
};

/** What a count is of: pull requests merged in `[from, to)`, or those open now. */
export type ExclusionPeriod = { from: Date; to: Date } | 'open';

/** How many pull requests of the choice each rule takes out of the metrics, most first, with who made it (B14). */
export async function countExclusions(
  db: Queryable,
  choice: PullRequestChoice,
  period: ExclusionPeriod,
): Promise<CountedExclusion[]> {
  const parameters = createParameters();
  const when =
    period === 'open'
      ? `f.state = 'open'`
      : `f.merged_at >= ${parameters.add(period.from)} and f.merged_at < ${parameters.add(period.to)}`;
  const { rows } = await db.query<Omit<CountedExclusion, 'by'>>(
    `select f.exclusion as name, coalesce(f.exclusion_effect, 'hide') as effect,
       count(*)::int as "pullRequests"
     from pull_request_facts f
     where f.exclusion is not null and ${when} and ${choosePullRequests(choice, parameters)}
     group by 1, 2 order by 3 desc, 1`,
    parameters.values,
  );
  if (rows.length === 0) {
    return [];
  }
  const { exclusions } = await loadRulesInForce(db);
  const makers = new Map(exclusions.map(({ name, by }) => [name, by]));
  return rows.map((row) => ({ ...row, by: makers.get(row.name) ?? null }));
}
