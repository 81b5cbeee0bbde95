import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './lib/build-steps.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, manifest, root } from './lib/repository.mjs';
import { requireNode } from './lib/require-node.mjs';
import { say } from './lib/say.mjs';

// npm start: installs and builds what is missing, then becomes the server. There is no process in between,
// so a signal reaches the server itself; that is also why package.json says `exec`, which replaces the shell
// that npm starts. Where a shell has no `exec` (Windows), the second half of that line is taken.

requireNode();
say(`Bellwether ${manifest.version}`);
await ensureInstalled();
await ensureBuilt();

process.chdir(root);
if (existsSync(inRoot('.env'))) {
  process.loadEnvFile(inRoot('.env'));
}
process.env.NODE_ENV ??= 'production';
process.setSourceMapsEnabled(true);
await import(pathToFileURL(inRoot('server/dist/main.js')).href);
