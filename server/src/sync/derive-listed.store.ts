import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import type { Queryable } from '../db/queryable.types.ts';
import { MARKED_REVISION } from './rederive-facts.ts';

/** Whether some pull request has no facts, or others than the code of now made by this revision; marked ones are not meant. */
export async function hasOtherFacts(tx: Queryable, revision: number): Promise<boolean> {
  const { rows } = await tx.query(
    `select from pull_requests p left join pull_request_facts f on f.pull_request_id = p.id
     where f.definition_version is distinct from $1
       or (f.settings_revision <> $2 and f.settings_revision <> $3) limit 1`,
    [definitionVersion, revision, MARKED_REVISION],
  );
  return rows.length > 0;
}

/** The ids of pull requests by `owner/name#12`, in lower case; one that there is not is left out. */
export async function findListed(tx: Queryable, listed: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select p.id from pull_requests p join repositories r on r.id = p.repository_id
     where lower(r.owner || '/' || r.name || '#' || p.number) = any($1::text[]) order by p.id`,
    [listed],
  );
  return rows.map(({ id }) => id);
}

/** The facts of one revision count as those of another. What was derived beside them is not needed. */
export async function takeOverFacts(tx: Queryable, from: number, to: number): Promise<void> {
  await tx.query(
    'update pull_request_facts set settings_revision = $2 where settings_revision = $1',
    [...[from, to]],
  );
  await tx.query('truncate staged_facts');
}
