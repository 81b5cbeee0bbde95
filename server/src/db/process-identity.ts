import { readFileSync } from 'node:fs';

/** Fields of `/proc/<pid>/stat` behind the name: the start, in ticks since the machine started. */
const START_TICKS_AFTER_NAME = 19;

/**
 * What tells a process from a later one with the same number: the boot of the machine and its start.
 * Null: no such process, or a system that does not tell.
 */
export function identifyProcess(pid: number): string | null {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in brackets and may hold anything, also brackets and spaces.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state, start] = [fields[0], fields[START_TICKS_AFTER_NAME]];
    const isGone = state === 'Z' || state === 'X' || start === undefined;
    return isGone ? null : `${boot}/${start}`;
  } catch {
    return null;
  }
}

/** Whether this system tells processes apart at all. */
export function canIdentifyProcesses(): boolean {
  return identifyProcess(process.pid) !== null;
}
