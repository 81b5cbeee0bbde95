import { startSimulator } from './start-simulator.ts';
import { generateSampleTeam } from './worlds/sample-team/generate-sample-team.ts';

/** The program that `sample-team.ts` forks: serves one sample team, tells its port, and ends with its parent. */
// The team is on no website: a name under .invalid never leads anywhere.
const NOWHERE = 'https://sample-team.invalid';

const [seed = '', endsAt = ''] = process.argv.slice(2);
const world = generateSampleTeam({ seed: Number(seed), endsAt: new Date(endsAt) });
const simulator = await startSimulator({ world, webUrl: NOWHERE });
process.on('disconnect', () => process.exit(0));
process.send?.({ url: simulator.url });
