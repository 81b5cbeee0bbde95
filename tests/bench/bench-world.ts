import { basename } from 'node:path';
import { loadWorld } from '@bellwether/server/github-simulator/load-world';
import type { WorldRepository } from '@bellwether/server/github-simulator/world.types';
import { recordingFolders } from '../recorded/read-recording.ts';
import { sampleWorld } from './sample-world.ts';

/** The largest recorded repository; where there are no recordings, the sample team's largest. */
export function benchWorld(): { repository: WorldRepository; name: string } {
  const recorded = recordingFolders().map((folder) => ({
    name: basename(folder),
    repositories: loadWorld(folder).repositories,
  }));
  const worlds = recorded.length > 0 ? recorded : [sampleWorld()];
  const [largest] = worlds
    .flatMap(({ repositories }) => repositories)
    .sort((a, b) => b.pulls.length - a.pulls.length);
  if (largest === undefined) {
    throw new Error('There is no repository to measure with.');
  }
  return { repository: largest, name: largest.full_name };
}
