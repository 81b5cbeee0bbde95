import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

/** Resolves as soon as the condition holds, for what happens in another process; rejects after a minute. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  const endsAtMs = performance.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (performance.now() > endsAtMs) {
      throw new Error(`It did not come true in ${PATIENCE_MS / 1000} s: ${condition}`);
    }
    await wait(20);
  }
}
