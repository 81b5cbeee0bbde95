import type { World } from '@bellwether/server/github-simulator/world.types';
import { generateSampleTeam } from '@bellwether/server/github-simulator/worlds/sample-team/generate-sample-team';

/** The sample team as a first start would make it, always the same. */
export function sampleWorld(): World {
  return generateSampleTeam({ seed: 7, endsAt: new Date('2026-03-02T12:00:00Z') });
}
