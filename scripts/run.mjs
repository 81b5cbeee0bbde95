import { ensureGenerated } from './lib/build-steps.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { requireNode } from './lib/require-node.mjs';
import { runNode } from './lib/run-command.mjs';

// node scripts/run.mjs FILE [ARGUMENTS]: runs a TypeScript program of the repository from its sources.

requireNode();
await ensureInstalled();
await ensureGenerated();
const { status } = await runNode(
  ['--conditions=bellwether-source', '--import', 'tsx', ...process.argv.slice(2)],
  { show: true },
);
process.exitCode = status;
