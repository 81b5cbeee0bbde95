import { ensureBuilt } from './lib/build-steps.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { requireNode } from './lib/require-node.mjs';
import { say } from './lib/say.mjs';

// npm run build: installs and builds what is missing, and starts nothing.

requireNode();
await ensureInstalled();
await ensureBuilt();
say('Built.');
