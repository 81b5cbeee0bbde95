import { startSimulator } from '@bellwether/server/github-simulator/start-simulator';
import { buildBulkWorld } from './bulk-world.ts';

// The program that the memory bench forks, so that the simulated GitHub's memory is not counted as the server's.
const NO_LIMIT = 10_000_000;

const simulator = await startSimulator({
  world: buildBulkWorld(Number(process.argv[2])),
  rateLimits: { core: NO_LIMIT, graphql: NO_LIMIT },
});
process.on('disconnect', () => process.exit(0));
process.send?.({ url: simulator.url });
