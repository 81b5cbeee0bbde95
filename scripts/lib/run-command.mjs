import { spawn } from 'node:child_process';
import { root } from './repository.mjs';

/**
 * Runs a program of Node in the repository and resolves with its exit status and what it wrote.
 * `show`: it writes to the terminal itself, and the output is empty.
 */
export function runNode(args, { env = {}, show = false } = {}) {
  return runProgram(process.execPath, args, { env, show });
}

export function runProgram(program, args, { env = {}, show = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: show ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    const release = outliveSignals(child);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      release();
      resolve({ status: code ?? signalStatus(signal), output: Buffer.concat(output).toString() });
    });
  });
}

/** Ctrl-C reaches the child by itself; a signal sent to this process alone is passed on. */
function outliveSignals(child) {
  const interrupt = () => undefined;
  const terminate = () => child.kill('SIGTERM');
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', terminate);
  return () => {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', terminate);
  };
}

function signalStatus(signal) {
  return signal === 'SIGINT' ? 130 : 143;
}
