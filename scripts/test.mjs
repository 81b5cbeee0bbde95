import { ensureBuilt, ensureGenerated, programOf } from './lib/build-steps.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { requireNode } from './lib/require-node.mjs';
import { runNode } from './lib/run-command.mjs';

// npm test: installs, builds, and runs every test. What follows `--` goes to vitest, for example
// npm test -- --project unit percentile

requireNode();
const args = process.argv.slice(2);
await ensureInstalled();
await (needsBuild(args) ? ensureBuilt() : ensureGenerated());
const reporters = [
  '--reporter=default',
  '--reporter=json',
  '--outputFile.json=test-results/report.json',
];
const { status } = await runNode([programOf('vitest'), 'run', ...reporters, ...args], {
  show: true,
});
process.exitCode = status;

/** Only the tests of the built application need it built. */
function needsBuild(given) {
  const chosen = given.filter((_, at) => given[at - 1] === '--project');
  return chosen.length === 0 || chosen.some((name) => /e2e|reliability|\*/.test(name));
}
