import { AppError } from '@bellwether/shared/errors/app-error';
import type { Clock } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { Github } from '../github/open-github.ts';
import { fetchTeams } from '../github/teams.fetch.ts';
import {
  forgetTeamImports,
  isReadElsewhere,
  loadOwners,
  saveTeamImport,
  saveTeams,
} from './teams.save.ts';

type Parts = {
  connectionId: string;
  db: Database;
  github: Github;
  clock: Clock;
  /** Aborted when the work shall end; what is stored stays. */
  signal: AbortSignal;
};

const MISSING_RIGHT = new AppError(
  'upstream_forbidden',
  "The token may not read this organisation's teams.",
  {
    remedy:
      'A classic token needs the scope "read:org"; a fine-grained one, or an App, "Members: read" of the organisation. What is known stays.',
  },
);

/**
 * Reads the teams of every organisation that owns a repository of the connection. An organisation whose teams may not be
 * read keeps what is known, and says why on the page; the others go on.
 * @throws AppError when GitHub does not answer at all: then it is tried again later
 */
export async function discoverTeams(parts: Parts): Promise<void> {
  const { connectionId, db } = parts;
  const read: string[] = [];
  for (const organization of await loadOwners(db.pool, connectionId)) {
    if (parts.signal.aborted) {
      return;
    }
    if (!(await isReadElsewhere(db.pool, connectionId, organization))) {
      if (await discoverTeamsOf(organization, parts)) {
        read.push(organization);
      }
    }
  }
  await forgetTeamImports(db.pool, connectionId, read);
}

/** False: the owner is no organisation. */
async function discoverTeamsOf(organization: string, parts: Parts): Promise<boolean> {
  const { connectionId, github, clock, signal } = parts;
  try {
    const teams = await fetchTeams(github, organization);
    if (teams === null || signal.aborted) {
      return false;
    }
    await storing(parts, async (tx) => {
      await saveTeams(tx, organization, teams, clock());
      await saveTeamImport(tx, { connectionId, organization }, clock(), null);
      await tx.query(`select nextval('data_version_seq')`);
    });
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || signal.aborted) {
      throw error;
    }
    const isRight = error.code === 'upstream_forbidden';
    await storing(parts, async (tx) => {
      const known = isRight ? MISSING_RIGHT : error;
      await saveTeamImport(tx, { connectionId, organization }, clock(), known);
    });
    if (!isRight && error.code !== 'upstream_not_found') {
      throw error;
    }
    return true;
  }
}

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** Stores while the connection is there; one that was removed meanwhile gets no rows. */
async function storing(
  { db, connectionId }: Parts,
  work: (tx: Transaction) => Promise<void>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { rowCount } = await tx.query('select from connections where id = $1 for key share', [
      connectionId,
    ]);
    if (rowCount === 1) {
      await work(tx);
    }
  });
}
