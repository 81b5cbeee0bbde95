import { insertRow, newId, type Queryable } from './insert-row.ts';

export type BuiltRepository = {
  id: string;
  connectionId: string;
  owner: string;
  name: string;
  url: string;
  defaultBranch: string | null;
  isPrivate: boolean;
  isArchived: boolean;
  isFork: boolean;
  isEmpty: boolean;
  generatedPatterns: string[];
  createdAt: Date;
};

/** A repository, with a connection of its own when none is named. */
export async function buildRepository(
  db: Queryable,
  overrides: Partial<BuiltRepository> = {},
): Promise<BuiltRepository> {
  const id = overrides.id ?? newId('R');
  const owner = overrides.owner ?? 'acme';
  const name = overrides.name ?? `repo-${id.slice(-8)}`;
  const repository: BuiltRepository = {
    connectionId: overrides.connectionId ?? (await buildConnection(db)),
    url: `https://github.com/${owner}/${name}`,
    defaultBranch: 'main',
    isPrivate: false,
    isArchived: false,
    isFork: false,
    isEmpty: false,
    generatedPatterns: [],
    createdAt: new Date('2020-01-01T00:00:00Z'),
    ...overrides,
    id,
    owner,
    name,
  };
  await insertRow(db, 'repositories', repository);
  return repository;
}

/** A connection without a secret; gives its id. */
export async function buildConnection(db: Queryable): Promise<string> {
  const { rows } = await db.query(
    `insert into connections (kind, api_url) values ('token', 'https://api.github.com') returning id`,
  );
  return String(rows[0]?.id);
}

export type BuiltStream = {
  repositoryId: string;
  stream: string;
  state: string;
  stored: number;
  total: number | null;
  watermarkAt: Date | null;
  errorMessage: string | null;
};

/** How far one stream has been read: completely, unless said otherwise. */
export async function buildSyncStream(
  db: Queryable,
  overrides: Partial<BuiltStream> & Pick<BuiltStream, 'repositoryId'>,
): Promise<BuiltStream> {
  const stream: BuiltStream = {
    stream: 'pull-requests',
    state: 'idle',
    stored: 0,
    total: 0,
    watermarkAt: new Date('2026-03-01T00:00:00Z'),
    errorMessage: null,
    ...overrides,
  };
  await insertRow(db, 'sync_streams', stream);
  return stream;
}
