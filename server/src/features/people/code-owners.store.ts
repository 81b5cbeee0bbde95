import type { CodeOwnersLine } from '@bellwether/shared/people/code-owners.rules';
import type { Queryable } from '../../db/queryable.types.ts';

export type StoredCodeOwners = { repositoryId: string; repository: string; path: string | null };

export async function loadCodeOwnersFiles(db: Queryable): Promise<StoredCodeOwners[]> {
  const { rows } = await db.query<StoredCodeOwners>(
    `select id "repositoryId", owner || '/' || name repository, code_owners_path path
     from repositories order by lower(owner), lower(name)`,
  );
  return rows;
}

/** In file order. */
export async function loadCodeOwnersLines(
  db: Queryable,
): Promise<(CodeOwnersLine & { repositoryId: string })[]> {
  const { rows } = await db.query<CodeOwnersLine & { repositoryId: string }>(
    `select repository_id "repositoryId", line, pattern, owners, problem
     from code_owners_lines order by repository_id, line`,
  );
  return rows;
}
