import type { AppContext } from '../../app-context.ts';
import { loadConnections } from './connections.store.ts';
import { keepSampleIntervention } from './sample-intervention.store.ts';

/** Has what the sample team changed stand among the interventions, where there is a sample team. */
export async function keepSampleStory({
  db,
  clock,
  sample,
}: Pick<AppContext, 'db' | 'clock' | 'sample'>): Promise<void> {
  const found = (await loadConnections(db)).find(({ kind }) => kind === 'sample');
  if (found === undefined || found.sampleSeed === null || found.sampleEndsAt === null) {
    return;
  }
  await keepSampleIntervention(
    db.pool,
    sample.story(found.sampleSeed, found.sampleEndsAt),
    clock(),
  );
}
