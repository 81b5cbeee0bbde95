import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { ensureGenerated, programOf } from './lib/build-steps.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, root } from './lib/repository.mjs';
import { requireNode } from './lib/require-node.mjs';
import { say } from './lib/say.mjs';

// npm run dev: the server restarts and the pages reload as files change. Open the address that vite prints.

requireNode();
await ensureInstalled();
await ensureGenerated();
if (existsSync(inRoot('.env'))) {
  process.loadEnvFile(inRoot('.env'));
}

const programs = [
  [programOf('tsx'), 'watch', '--conditions=bellwether-source', 'server/src/main.ts'],
  [programOf('vite'), 'client', '--clearScreen', 'false'],
].map((args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' }));

let isStopping = false;
function stop(signal) {
  if (!isStopping) {
    isStopping = true;
    say('Stopping …');
  }
  for (const program of programs) {
    program.kill(signal);
  }
}
process.on('SIGINT', () => stop('SIGINT'));
process.on('SIGTERM', () => stop('SIGTERM'));
for (const program of programs) {
  program.once('exit', (code) => {
    if (!isStopping) {
      process.exitCode = code ?? 1;
      stop('SIGTERM');
    }
  });
}
