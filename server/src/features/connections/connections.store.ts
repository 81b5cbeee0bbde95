import type { Prisma } from '@bellwether/prisma/generated/client';
import {
  type HistoryMonths,
  type TokenRights,
  tokenRightsSchema,
} from '@bellwether/shared/connections/connections.schema';
import type { Database } from '../../db/open-database.ts';

export type ConnectionKind = 'token' | 'app' | 'sample';

export type StoredConnection = {
  id: string;
  kind: ConnectionKind;
  apiUrl: string;
  login: string | null;
  appId: string | null;
  installationId: number | null;
  suspendedAt: Date | null;
  secretCiphertext: string | null;
  secretHint: string | null;
  secretSetAt: Date | null;
  secretSetBy: string | null;
  webhookSecretHint: string | null;
  webhookSecretSetAt: Date | null;
  webhookSecretSetBy: string | null;
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
  isDiscovered: boolean;
  inaccessibleSince: Date | null;
};

/** What a check found out, with the secret that it used. */
export type CheckedConnection = {
  /** What makes it one of a kind: the same again is the same connection. */
  identity: string;
  kind: 'token' | 'app';
  apiUrl: string;
  login: string;
  appId: string | null;
  installationId: number | null;
  historyMonths: HistoryMonths;
  suspendedAt: Date | null;
  secretCiphertext: string;
  secretHint: string;
  secretSetAt: Date;
  secretSetBy: string;
  rights: TokenRights;
  checkedAt: Date;
};

const withRepositories = {
  repositories: { orderBy: [{ owner: 'asc' }, { name: 'asc' }] },
} satisfies Prisma.ConnectionInclude;

type ConnectionRecord = Omit<StoredConnection, 'kind' | 'rights' | 'installationId'> & {
  kind: string;
  rights: unknown;
  installationId: bigint | null;
};

/** Oldest first. */
export async function loadConnections(db: Database): Promise<StoredConnection[]> {
  const rows = await db.prisma.connection.findMany({
    include: withRepositories,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map(toStored);
}

export async function loadConnection(db: Database, id: string): Promise<StoredConnection | null> {
  const row = await db.prisma.connection.findUnique({ where: { id }, include: withRepositories });
  return row === null ? null : toStored(row);
}

/**
 * Keeps a connection that was checked. One of the same identity gets the new secret and what was found out; its repositories
 * stay. Two at the same moment are one. `keepsHistoryMonths`: how far back it reads stays as it was chosen before.
 */
export async function keepConnection(
  db: Database,
  checked: CheckedConnection,
  { keepsHistoryMonths = false } = {},
): Promise<{ id: string; isNew: boolean }> {
  const { identity, kind, apiUrl, login, appId, installationId, historyMonths } = checked;
  const { suspendedAt, secretCiphertext, secretHint, secretSetAt, secretSetBy } = checked;
  const { rows } = await db.pool.query<{ id: string; isNew: boolean }>(
    `insert into connections (identity, kind, api_url, login, app_id, installation_id, history_months, suspended_at,
       secret_ciphertext, secret_hint, secret_set_at, secret_set_by, rights, checked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
     on conflict (identity) do update set login = excluded.login, app_id = excluded.app_id,
       history_months = case when $15 then connections.history_months else excluded.history_months end,
       suspended_at = excluded.suspended_at,
       secret_ciphertext = excluded.secret_ciphertext, secret_hint = excluded.secret_hint,
       secret_set_at = excluded.secret_set_at, secret_set_by = excluded.secret_set_by,
       rights = excluded.rights, checked_at = excluded.checked_at
     returning id, xmax = 0 "isNew"`,
    [
      ...[identity, kind, apiUrl, login, appId, installationId, historyMonths, suspendedAt],
      ...[secretCiphertext, secretHint, secretSetAt, secretSetBy],
      ...[JSON.stringify(checked.rights), checked.checkedAt],
      keepsHistoryMonths,
    ],
  );
  return rows[0] ?? { id: '', isNew: false };
}

/** The secret of the connection of that identity, and who set it when. Null: there is none. */
export async function findSecret(
  db: Database,
  identity: string,
): Promise<{ ciphertext: string; setAt: Date | null; setBy: string | null } | null> {
  const row = await db.prisma.connection.findUnique({
    where: { identity },
    select: { secretCiphertext: true, secretSetAt: true, secretSetBy: true },
  });
  return row?.secretCiphertext == null
    ? null
    : { ciphertext: row.secretCiphertext, setAt: row.secretSetAt, setBy: row.secretSetBy };
}

/** The sample team's connection, made when there is none; two at the same moment are one. */
export async function keepSample(
  db: Database,
  sample: { seed: number; endsAt: Date },
): Promise<string> {
  const { rows } = await db.pool.query<{ id: string }>(
    `insert into connections (identity, kind, api_url, sample_seed, sample_ends_at)
     values ('sample', 'sample', 'sample team', $1, $2)
     on conflict (identity) do update set kind = excluded.kind
     returning id`,
    [sample.seed, sample.endsAt],
  );
  return rows[0]?.id ?? '';
}

export async function saveRights(
  db: Database,
  id: string,
  found: { rights: TokenRights; checkedAt: Date; suspendedAt?: Date | null },
): Promise<void> {
  await db.prisma.connection.updateMany({ where: { id }, data: found });
}

/** Null: it has no secret of its own any more. */
export async function saveWebhookSecret(
  db: Database,
  id: string,
  secret: { ciphertext: string; hint: string; setAt: Date; setBy: string } | null,
): Promise<void> {
  await db.prisma.connection.updateMany({
    where: { id },
    data: {
      webhookSecretCiphertext: secret?.ciphertext ?? null,
      webhookSecretHint: secret?.hint ?? null,
      webhookSecretSetAt: secret?.setAt ?? null,
      webhookSecretSetBy: secret?.setBy ?? null,
    },
  });
}

function toStored(row: ConnectionRecord): StoredConnection {
  const rights = tokenRightsSchema.safeParse(row.rights);
  return {
    ...row,
    kind: row.kind === 'sample' || row.kind === 'app' ? row.kind : 'token',
    installationId: row.installationId === null ? null : Number(row.installationId),
    rights: rights.success ? rights.data : null,
  };
}
