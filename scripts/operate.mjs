import { existsSync } from 'node:fs';
import { ensureGenerated } from './lib/build-steps.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { inRoot, root } from './lib/repository.mjs';
import { requireNode } from './lib/require-node.mjs';
import { runNode } from './lib/run-command.mjs';
import { giveUp } from './lib/say.mjs';

// node scripts/operate.mjs NAME [ARGUMENTS]: runs a command on this installation, with the variables of `.env` as
// npm start has them. From the sources where they are; an image holds the built server alone.

const PROGRAMS = {
  backup: 'operations/backup/backup.cli',
  restore: 'operations/backup/restore.cli',
  doctor: 'operations/doctor/doctor.cli',
  'rotate-key': 'operations/rotate-key/rotate-key.cli',
};

const [name, ...args] = process.argv.slice(2);
const program = PROGRAMS[name];
if (program === undefined) {
  giveUp(`There is no command "${name}"; there are: ${Object.keys(PROGRAMS).join(', ')}.`);
}
requireNode();
process.chdir(root);
if (existsSync(inRoot('.env'))) {
  process.loadEnvFile(inRoot('.env'));
}
const { status } = await runNode([...(await programArguments()), ...args], { show: true });
process.exitCode = status;

async function programArguments() {
  if (!existsSync(inRoot('server/src'))) {
    return [`server/dist/${program}.js`];
  }
  await ensureInstalled();
  await ensureGenerated();
  return ['--conditions=bellwether-source', '--import', 'tsx', `server/src/${program}.ts`];
}
