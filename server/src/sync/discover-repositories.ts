import type { HistoryMonths } from '@bellwether/shared/connections/connections.schema';
import { historyFrom } from '@bellwether/shared/connections/history-from.rules';
import { fetchInstallationRepositories } from '../github/installation-repositories.fetch.ts';
import { fetchInstallation } from '../github/installations.fetch.ts';
import { findDiscovering, saveGranted, saveInstallation } from './discover-repositories.save.ts';
import type { Discover } from './request-work.ts';

type DiscoverParts = Parameters<Discover>[0] & {
  /** Has a repository read that was granted just now, or again. */
  requestPass: (repositoryId: string) => Promise<void>;
};

/**
 * Compares an App's installation with what is stored: its rights, whether it is suspended or gone, and its repositories. Newly
 * granted ones are added and read; withdrawn ones are marked and keep their history. Connections of other kinds are left alone.
 */
export async function discoverRepositories(parts: DiscoverParts): Promise<void> {
  const { db, github, clock, connectionId, log } = parts;
  const connection = await findDiscovering(db.pool, connectionId);
  if (connection === null) {
    return;
  }
  const installation = await fetchInstallation(github, connection.installationId);
  const now = clock();
  const isGone = installation === null;
  await saveInstallation(db.pool, connectionId, {
    rights: installation?.rights ?? null,
    suspendedAt: isGone ? (connection.suspendedAt ?? now) : installation.suspendedAt,
    checkedAt: now,
  });
  if (isGone || installation.suspendedAt !== null) {
    return;
  }
  const granted = await fetchInstallationRepositories(github);
  const months = connection.historyMonths as HistoryMonths;
  const { readNow, nameTaken } = await db.transaction((tx) =>
    saveGranted(tx, { connectionId, granted, now, historyFrom: historyFrom(months, now) }),
  );
  for (const repository of nameTaken) {
    log.warn({ repository }, 'A granted repository bears the name of another one that is read');
  }
  for (const id of readNow) {
    await parts.requestPass(id);
  }
}
