import { type CodeOwnersLine, parseCodeOwners } from '@bellwether/shared/people/code-owners.rules';
import type { Queryable } from '../db/queryable.types.ts';
import type { GithubCodeOwners } from '../github/code-owners.schema.ts';
import { replaceChildren, type TableShape } from './upsert.ts';

const linesTable: TableShape = {
  table: 'code_owners_lines',
  columns: ['repositoryId', 'line', 'pattern', 'owners', 'problem'],
  key: ['repositoryId', 'line'],
  parent: 'repositoryId',
};

/** Takes over a repository's CODEOWNERS file, line by line; null: it has none. */
export async function saveCodeOwners(
  tx: Queryable,
  repositoryId: string,
  file: GithubCodeOwners | null,
): Promise<void> {
  await tx.query(
    'update repositories set code_owners_path = $2 where id = $1 and code_owners_path is distinct from $2',
    [repositoryId, file?.path ?? null],
  );
  const lines = file === null ? [] : readLines(file);
  await replaceChildren(
    tx,
    linesTable,
    lines.map((line) => ({ ...line, repositoryId })),
    [repositoryId],
  );
}

function readLines({ text, bytes }: GithubCodeOwners): CodeOwnersLine[] {
  const lines = parseCodeOwners(text ?? '', bytes);
  if (text !== null || lines.length > 0) {
    return lines;
  }
  const problem = 'GitHub gives only a part of so long a file, so it is not known who owns what.';
  return [{ line: 1, pattern: '', owners: [], problem }];
}
