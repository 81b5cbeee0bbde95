import type { ConnectionSummary } from '@bellwether/shared/connections/connections.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import { requireConnection } from './connection-access.ts';
import { toSummary } from './connection-summary.map.ts';
import { keepSample, loadConnections, type StoredConnection } from './connections.store.ts';
import { deleteConnection } from './removal.store.ts';
import { saveRepository } from './repositories.store.ts';
import { keepSampleStory } from './sample-story.service.ts';

const SAMPLE_SEED = 7;

/**
 * Starts the sample team, or returns the one that is there.
 * @throws AppError `conflict` when real repositories are read: the two would be taken for one team
 */
export async function startSample(app: AppContext): Promise<ConnectionSummary> {
  if ((await loadConnections(app.db)).some(isReal)) {
    throw new AppError('conflict', 'The sample team would stand among your own repositories.', {
      remedy:
        'Remove your connection first, or start a second Bellwether with its own data folder.',
    });
  }
  const endsAt = new Date(Math.floor(app.clock().getTime() / 1000) * 1000);
  const id = await keepSample(app.db, { seed: SAMPLE_SEED, endsAt });
  const connection = await requireConnection(app, id);
  const credentials = await app.sample.credentials(
    connection.sampleSeed ?? SAMPLE_SEED,
    connection.sampleEndsAt ?? endsAt,
  );
  const { repositories } = await app.github.listRepositories(credentials, '');
  for (const { repository } of repositories) {
    const [owner = '', name = ''] = repository.split('/');
    const found = await app.github.findRepository(credentials, owner, name);
    if (found !== null) {
      await saveRepository(app.db, id, found, null);
      await app.sync.request({ kind: 'pass', repositoryId: found.id }, 'person');
    }
  }
  await keepSampleStory(app);
  await app.sync.request({ kind: 'discover', connectionId: id }, 'person');
  return toSummary(await requireConnection(app, id));
}

/** An App's repositories come by themselves, so that it counts from its first moment. */
function isReal({ kind, repositories }: StoredConnection): boolean {
  return kind === 'app' || (kind === 'token' && repositories.length > 0);
}

/** Made-up numbers never stand among real ones: the sample team goes when the first real repository comes. */
export async function dismissSample(app: AppContext): Promise<void> {
  for (const known of await loadConnections(app.db)) {
    if (known.kind === 'sample') {
      await removeSample(app, known.id);
    }
  }
}

async function removeSample(app: AppContext, connectionId: string): Promise<void> {
  await app.sync.release(connectionId);
  await deleteConnection(app.db, connectionId);
  await app.sample.close();
}
