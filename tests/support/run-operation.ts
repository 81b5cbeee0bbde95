import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export type Operation =
  | 'backup/backup'
  | 'backup/restore'
  | 'doctor/doctor'
  | 'rotate-key/rotate-key';

/** Begins the program behind an npm script, built as in an image, with these variables alone. */
export function spawnOperation(
  operation: Operation,
  args: readonly string[],
  env: Record<string, string>,
): ChildProcess {
  return spawn(process.execPath, [`server/dist/operations/${operation}.cli.js`, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Runs it to its end. */
export async function runOperation(
  operation: Operation,
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawnOperation(operation, args, env);
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString();
  });
  const [status] = await once(child, 'close');
  return { status, ...said };
}
