import { parseGeneratedPatterns } from '@bellwether/shared/pull-requests/generated-patterns';
import type { Database } from '../db/open-database.ts';
import type { Queryable } from '../db/queryable.types.ts';
import type { RepositoryOverview } from '../github/repository.fetch.ts';
import { saveCodeOwners } from './code-owners.save.ts';
import { markFacts } from './rederive-facts.ts';
import { type TableShape, upsertRows } from './upsert.ts';

const repositoriesTable: TableShape = {
  table: 'repositories',
  columns: [
    ...[
      'id',
      'connectionId',
      'owner',
      'name',
      'url',
      'defaultBranch',
      'isPrivate',
      'isArchived',
      'isFork',
    ],
    ...['isEmpty', 'generatedPatterns', 'createdAt', 'pushedAt', 'addedAt', 'historyFrom'],
  ],
  key: ['id'],
  keepKnown: ['addedAt', 'historyFrom'],
};

/**
 * Takes over what the repository says about itself now, a new name included. Where what the facts read has changed they are
 * marked: see `rederiveMarked`.
 */
export async function saveRepository(
  db: Database,
  connectionId: string,
  overview: RepositoryOverview,
): Promise<void> {
  const { repository, gitattributes, codeOwners } = overview;
  await db.transaction(async (tx) => {
    const { rows } = await tx.query<{
      owner: string;
      name: string;
      patterns: string[];
      addedAt: Date;
      historyFrom: Date | null;
    }>(
      `select owner, name, coalesce(generated_patterns, '{}'::text[]) patterns, added_at "addedAt", history_from "historyFrom"
       from repositories where id = $1 for update`,
      [repository.id],
    );
    const before = rows[0];
    if (before === undefined) {
      return;
    }
    const { addedAt, historyFrom } = before;
    const generatedPatterns =
      gitattributes === null ? before.patterns : parseGeneratedPatterns(gitattributes.text ?? '');
    await upsertRows(tx, repositoriesTable, [
      { ...repository, connectionId, generatedPatterns, addedAt, historyFrom },
    ]);
    if (gitattributes !== null) {
      await saveCodeOwners(tx, repository.id, codeOwners);
    }
    const isRenamed = before.owner !== repository.owner || before.name !== repository.name;
    if (isRenamed || JSON.stringify(before.patterns) !== JSON.stringify(generatedPatterns)) {
      await markFacts(tx, repository.id);
    }
  });
}

/** What the repository said about itself when it was read last. Null: it was removed. */
export async function loadOverview(
  db: Queryable,
  repositoryId: string,
): Promise<RepositoryOverview | null> {
  const { rows } = await db.query<RepositoryOverview['repository']>(
    `select id, owner, name, url, default_branch "defaultBranch", is_private "isPrivate",
       is_archived "isArchived", is_fork "isFork", is_empty "isEmpty", created_at "createdAt", pushed_at "pushedAt"
     from repositories where id = $1`,
    [repositoryId],
  );
  const repository = rows[0];
  return repository === undefined ? null : { repository, gitattributes: null, codeOwners: null };
}
