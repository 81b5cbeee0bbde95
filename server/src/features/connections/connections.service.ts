import type { ConnectionSummary } from '@bellwether/shared/connections/connections.schema';
import type { AppContext } from '../../app-context.ts';
import { requireConnection } from './connection-access.ts';
import { toSummary } from './connection-summary.map.ts';
import { loadConnections } from './connections.store.ts';
import { countWhatGoes, deleteConnection } from './removal.store.ts';

export async function listConnections(app: AppContext): Promise<ConnectionSummary[]> {
  return (await loadConnections(app.db)).map(toSummary);
}

export async function previewRemoval(app: AppContext, connectionId: string) {
  await requireConnection(app, connectionId);
  return await countWhatGoes(app.db, connectionId);
}

/** Stops reading and deletes the connection with everything that came through it. */
export async function removeConnection(
  app: AppContext,
  connectionId: string,
): Promise<{ removed: true }> {
  const connection = await requireConnection(app, connectionId);
  await app.sync.release(connectionId);
  await deleteConnection(app.db, connectionId);
  if (connection.kind === 'sample') {
    await app.sample.close();
  }
  return { removed: true };
}
