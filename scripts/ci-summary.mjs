import { existsSync, readFileSync } from 'node:fs';
import { inRoot } from './lib/repository.mjs';
import { say } from './lib/say.mjs';

// node scripts/ci-summary.mjs STATUS: tells the result of the tests in one line, and ends as they did.

const status = Number(process.argv[2] ?? '1');
const file = inRoot('test-results/report.json');
if (!existsSync(file)) {
  say('The tests did not run: there is no report.');
  say('0 passed, 1 failed');
  process.exit(1);
}
const report = JSON.parse(readFileSync(file, 'utf8'));
// A file that cannot be loaded fails without a single failed test in it.
const brokenFiles = report.testResults.filter(
  (result) => result.status === 'failed' && result.assertionResults.length === 0,
);
const failed = report.numFailedTests + brokenFiles.length;
say(`${report.numPassedTests} passed, ${failed} failed`);
process.exit(status !== 0 || failed > 0 ? 1 : 0);
