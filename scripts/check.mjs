import { auditDependencies } from './lib/audit-dependencies.mjs';
import { ensureGenerated, programOf } from './lib/build-steps.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { requireNode } from './lib/require-node.mjs';
import { runNode } from './lib/run-command.mjs';
import { say, sayWhile } from './lib/say.mjs';

// npm run check: everything that is quick to know. All of it runs, then it says what failed.

requireNode();
await ensureInstalled();
await ensureGenerated();

const checks = [
  ['Format and lint', () => [programOf('@biomejs/biome', 'biome'), 'check']],
  ['Types', () => [programOf('typescript', 'tsc'), '-b']],
  ['Dead code', () => [programOf('knip')]],
  [
    'Imports, names and unit tests',
    () => [programOf('vitest'), 'run', '--project', 'unit', '--project', 'architecture'],
  ],
];

const failed = [];
for (const [name, command] of checks) {
  const { status, output } = await sayWhile(name, () => runNode(command()));
  if (status !== 0) {
    say(output.trimEnd());
    failed.push(name.toLowerCase());
  }
}
const audit = await sayWhile('Known holes in packages', auditDependencies);
if (audit.output !== '') {
  say(audit.output);
}
if (audit.status !== 0) {
  failed.push('known holes in packages');
}
say(failed.length === 0 ? 'All is well.' : `Failed: ${failed.join('; ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
