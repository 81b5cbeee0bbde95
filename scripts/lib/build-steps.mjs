import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createStamp, hashContents } from './content-stamp.mjs';
import { hashInstallation } from './install.mjs';
import { inRoot } from './repository.mjs';
import { runNode } from './run-command.mjs';
import { giveUp, sayWhile } from './say.mjs';

const SETTINGS = ['tsconfig.base.json', 'tsconfig.json'];

const generate = {
  name: 'generate',
  inputs: ['prisma/schema'],
  output: 'prisma/generated/client.ts',
  run: () =>
    runNode([programOf('prisma'), 'generate', '--schema', 'prisma/schema', '--no-hints'], {
      env: {
        // Generating runs no engine, yet looks for one and would download it: any program satisfies it.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: '1',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      },
    }),
};

const compile = {
  name: 'compile',
  inputs: [...SETTINGS, 'shared', 'prisma', 'server'],
  output: 'server/dist/main.js',
  run: () => runNode([programOf('typescript', 'tsc'), '-b', 'shared', 'prisma', 'server']),
};

const bundle = {
  name: 'bundle',
  inputs: [...SETTINGS, 'shared', 'client'],
  output: 'client/dist/index.html',
  run: () => runNode([programOf('vite'), 'build', 'client', '--logLevel', 'warn']),
};

/** Writes the database client from the schema, when the schema changed. */
export function ensureGenerated() {
  return ensureSteps('Preparing the database client', [generate]);
}

/** Builds what changed since the last build: the database client, then the server and the pages. */
export async function ensureBuilt() {
  await ensureGenerated();
  await ensureSteps('Building', [compile, bundle]);
}

async function ensureSteps(doing, steps) {
  const due = steps.filter((step) => !isDone(step));
  if (due.length === 0) {
    return;
  }
  await sayWhile(doing, () => Promise.all(due.map(runStep)));
}

function isDone(step) {
  return existsSync(inRoot(step.output)) && createStamp(step.name).isFor(hashStep(step));
}

function hashStep(step) {
  return hashContents(step.inputs, hashInstallation());
}

async function runStep(step) {
  const wanted = hashStep(step);
  const { status, output } = await step.run();
  if (status !== 0) {
    giveUp(`${output.trimEnd()}\n\nThe step "${step.name}" failed: see above.`);
  }
  createStamp(step.name).set(wanted);
}

/** The file that a package runs as a command. */
export function programOf(name, command = name) {
  const require = createRequire(inRoot('package.json'));
  const manifestPath = findManifest(require, name);
  const { bin } = require(manifestPath);
  return join(dirname(manifestPath), typeof bin === 'string' ? bin : bin[command]);
}

/** Many packages do not export their package.json. */
function findManifest(require, name) {
  const folder = require.resolve.paths(name).find((path) => existsSync(join(path, name)));
  return join(folder, name, 'package.json');
}
