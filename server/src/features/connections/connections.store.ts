import type { Prisma } from '@bellwether/prisma/generated/client';
import {
  type TokenRights,
  tokenRightsSchema,
} from '@bellwether/shared/connections/connections.schema';
import type { FoundRepository } from '../../app-context.ts';
import type { Database } from '../../db/open-database.ts';

export type StoredConnection = {
  id: string;
  kind: 'token' | 'sample';
  apiUrl: string;
  login: string | null;
  secretCiphertext: string | null;
  secretHint: string | null;
  rights: TokenRights | null;
  checkedAt: Date | null;
  sampleSeed: number | null;
  sampleEndsAt: Date | null;
  createdAt: Date;
  repositories: StoredRepository[];
};

export type StoredRepository = {
  id: string;
  owner: string;
  name: string;
  url: string;
  isPrivate: boolean;
  isArchived: boolean;
  isEmpty: boolean;
  historyFrom: Date | null;
};

export type NewConnection = {
  kind: 'token' | 'sample';
  apiUrl: string;
  login: string | null;
  secretCiphertext: string | null;
  secretHint: string | null;
  rights: TokenRights | null;
  checkedAt: Date | null;
  sampleSeed: number | null;
  sampleEndsAt: Date | null;
};

const withRepositories = {
  repositories: { orderBy: [{ owner: 'asc' }, { name: 'asc' }] },
} satisfies Prisma.ConnectionInclude;

type ConnectionRecord = Omit<StoredConnection, 'kind' | 'rights'> & {
  kind: string;
  rights: unknown;
};

/** Oldest first. */
export async function loadConnections(db: Database): Promise<StoredConnection[]> {
  const rows = await db.prisma.connection.findMany({
    include: withRepositories,
    orderBy: { createdAt: 'asc' },
  });
  return rows.map(toStored);
}

export async function loadConnection(db: Database, id: string): Promise<StoredConnection | null> {
  const row = await db.prisma.connection.findUnique({ where: { id }, include: withRepositories });
  return row === null ? null : toStored(row);
}

export async function createConnection(
  db: Database,
  connection: NewConnection,
): Promise<StoredConnection> {
  const { rights, ...columns } = connection;
  const row = await db.prisma.connection.create({
    data: { ...columns, ...(rights === null ? {} : { rights }) },
    include: withRepositories,
  });
  return toStored(row);
}

/** Replaces the secret and what was found out about it; the repositories stay. */
export async function replaceSecret(
  db: Database,
  id: string,
  connection: Pick<NewConnection, 'login' | 'secretCiphertext' | 'secretHint' | 'checkedAt'> & {
    rights: TokenRights;
  },
): Promise<StoredConnection> {
  const row = await db.prisma.connection.update({
    where: { id },
    data: connection,
    include: withRepositories,
  });
  return toStored(row);
}

/** Adds a repository, or takes over its new name; its history limit is set only when it is new. */
export async function saveRepository(
  db: Database,
  connectionId: string,
  repository: FoundRepository,
  historyFrom: Date | null,
): Promise<void> {
  const { id, ...columns } = repository;
  await db.prisma.repository.upsert({
    where: { id },
    create: { id, connectionId, historyFrom, ...columns },
    update: columns,
  });
}

/** Which connection has chosen the repository; null: none. */
export async function findRepositoryOwner(
  db: Database,
  repositoryId: string,
): Promise<string | null> {
  const row = await db.prisma.repository.findUnique({
    where: { id: repositoryId },
    select: { connectionId: true },
  });
  return row?.connectionId ?? null;
}

export async function countWhatGoes(
  db: Database,
  connectionId: string,
): Promise<{ repositories: number; pullRequests: number }> {
  const [repositories, pullRequests] = await Promise.all([
    db.prisma.repository.count({ where: { connectionId } }),
    db.prisma.pullRequest.count({ where: { repository: { connectionId } } }),
  ]);
  return { repositories, pullRequests };
}

/** Deletes the connection, all that was read through it, and accounts that nothing mentions any more. */
export async function deleteConnection(db: Database, id: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query('delete from connections where id = $1', [id]);
    await tx.query(
      `delete from teams where github_id is not null
         and not exists (select 1 from repositories where owner = organization)`,
    );
    await tx.query(
      `delete from accounts account where not exists (
         select 1 from pull_requests where author_id = account.id or merged_by_id = account.id
         union all select 1 from reviews where author_id = account.id
         union all select 1 from review_comments where author_id = account.id
         union all select 1 from issue_comments where author_id = account.id
         union all select 1 from pull_request_commits where author_id = account.id
         union all select 1 from timeline_events where actor_id = account.id
         union all select 1 from issues where author_id = account.id
         union all select 1 from deployments where creator_id = account.id
         union all select 1 from team_members m join teams t on t.id = m.team_id
           where m.account_id = account.id and t.github_id is not null)`,
    );
    await tx.query(
      'delete from people person where not exists (select 1 from accounts where person_id = person.id)',
    );
  });
}

function toStored(row: ConnectionRecord): StoredConnection {
  const rights = tokenRightsSchema.safeParse(row.rights);
  return {
    ...row,
    kind: row.kind === 'sample' ? 'sample' : 'token',
    rights: rights.success ? rights.data : null,
  };
}
