import { parseArgs } from 'node:util';
import { readSource } from '../../env.ts';
import { createLog } from '../../log.ts';
import { StartError } from '../../start-error.ts';
import { runCommand } from '../run-command.ts';
import { examine } from './examine.ts';
import type { Finding } from './finding.types.ts';

// npm run doctor [-- --json]: says what is wrong with this installation. Status 1 when something is.

const MARKS: Record<Finding['state'], string> = {
  ok: 'ok       ',
  attention: 'ATTENTION',
  wrong: 'WRONG    ',
};

async function run(): Promise<void> {
  const isJson = readArguments();
  const findings = await examine(readSource(), createLog('silent'), new Date());
  const isWrong = findings.some(({ state }) => state === 'wrong');
  process.stdout.write(
    isJson ? `${JSON.stringify({ healthy: !isWrong, findings }, null, 2)}\n` : describe(findings),
  );
  process.exitCode = isWrong ? 1 : 0;
}

function readArguments(): boolean {
  try {
    return parseArgs({ options: { json: { type: 'boolean' } } }).values.json === true;
  } catch (error) {
    throw new StartError(`${(error as Error).message} Use: npm run doctor -- --json`);
  }
}

function describe(findings: readonly Finding[]): string {
  const lines = findings.map(({ check, state, says, remedy }) => {
    const advice = remedy === null ? '' : `\n             ${remedy}`;
    return `${MARKS[state]}  ${check}: ${says}${advice}\n`;
  });
  const count = (state: Finding['state']) => findings.filter((one) => one.state === state).length;
  const [wrong, attention] = [count('wrong'), count('attention')];
  const sum =
    wrong + attention === 0 ? 'All is well.' : `Wrong: ${wrong}. Worth attention: ${attention}.`;
  return `${lines.join('')}\n${sum}\n`;
}

await runCommand(run);
