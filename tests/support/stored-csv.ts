import type { Database } from '@bellwether/server/db/open-database';
import type { PullRequestFacts } from '@bellwether/shared/pull-requests/pull-request-facts';
import { formatPullRequestsCsv } from '@bellwether/shared/pull-requests/pull-requests-csv';

/** The export of everything that is stored, made from the facts rows. */
export async function storedCsv(db: Database): Promise<string> {
  const facts = await db.prisma.pullRequestFacts.findMany({
    include: { pullRequest: { include: { repository: true } } },
  });
  const accounts = await db.prisma.account.findMany();
  const logins = new Map(accounts.map((account) => [account.id, account.login]));
  return formatPullRequestsCsv(
    facts.map(({ pullRequest, ...row }) => ({
      facts: row as unknown as PullRequestFacts,
      repository: `${pullRequest.repository.owner}/${pullRequest.repository.name}`,
      title: pullRequest.title,
      authorLogin: row.authorId === null ? null : (logins.get(row.authorId) ?? null),
    })),
  );
}

const TABLES = [
  ...['accounts', 'people', 'repositories', 'pull_requests', 'pull_request_labels', 'reviews'],
  ...[
    'review_requests',
    'review_comments',
    'issue_comments',
    'pull_request_commits',
    'pull_request_files',
  ],
  ...['timeline_events', 'pull_request_facts', 'issues', 'issue_labels', 'deployments'],
  ...['deployment_statuses', 'deployment_facts', 'commits', 'incidents', 'code_owners_lines'],
];

/** Every stored row's values, by table; with `versions` also the transaction that wrote each row last. */
export async function fingerprint(
  db: Database,
  options: { versions?: boolean; except?: string[] } = {},
): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const table of TABLES.filter((name) => !options.except?.includes(name))) {
    const version = options.versions === true ? `t.xmin::text || ' ' ||` : '';
    const { rows } = await db.pool.query<{ n: number; hash: string }>(
      `select count(*)::int n, md5(coalesce(string_agg(row, '|' order by row), '')) hash
       from (select ${version} to_jsonb(t)::text row from ${table} t) r`,
    );
    prints[table] = `${rows[0]?.n} rows ${rows[0]?.hash}`;
  }
  return prints;
}
