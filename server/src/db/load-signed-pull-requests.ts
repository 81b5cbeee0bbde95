import type { SignedPullRequest } from '@bellwether/shared/delivery/deployment-facts';
import type { HotfixSettings } from '@bellwether/shared/delivery/hotfix.rules';
import { readRevertSign } from '@bellwether/shared/delivery/revert-links';
import type { Queryable } from './queryable.types.ts';

const COLUMNS = `p.id, p.number, p.title, p.head_branch as "headBranch", p.reverts_reference as "revertsReference",
  coalesce((select array_agg(l.name order by l.name) from pull_request_labels as l where l.pull_request_id = p.id), '{}')
    as labels`;

/** The merged pull requests of a repository that may be reverts or hotfixes, and those that the reverts name. */
export async function loadSignedPullRequests(
  db: Queryable,
  repositoryId: string,
  repository: string,
  { hotfixLabels, hotfixBranches }: HotfixSettings,
): Promise<SignedPullRequest[]> {
  const starts = hotfixBranches.map((start) => `${escaped(start)}%`);
  const { rows: signed } = await db.query<SignedPullRequest>(
    `select ${COLUMNS} from pull_requests as p
     where p.repository_id = $1 and p.state = 'merged' and (
       p.reverts_reference is not null or p.head_branch ~ '^revert-[0-9]+-' or starts_with(p.title, 'Revert "')
       or lower(p.head_branch) like any($2::text[])
       or exists (select from pull_request_labels as l
         where l.pull_request_id = p.id and lower(l.name) like any($3::text[])))
     order by p.number`,
    [
      repositoryId,
      [...starts, ...starts.map((start) => `%/${start}`)],
      hotfixLabels.map((label) => escaped(label).replaceAll('*', '%')),
    ],
  );
  const named = signed.flatMap((one) => readRevertSign(one, repository) ?? []);
  const { rows: reverted } = await db.query<SignedPullRequest>(
    `select ${COLUMNS} from pull_requests as p
     where p.repository_id = $1 and p.state = 'merged'
       and (p.number = any($2::int[]) or p.title = any($3::text[])) order by p.number`,
    [
      repositoryId,
      named.flatMap((sign) => ('number' in sign && sign.number < 2 ** 31 ? [sign.number] : [])),
      named.flatMap((sign) => ('title' in sign ? [sign.title] : [])),
    ],
  );
  return [...new Map([...signed, ...reverted].map((one) => [one.id, one])).values()];
}

/** As `like` reads it, in lower case. */
function escaped(text: string): string {
  return text.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`);
}
