import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 120_000;

/** Resolves as soon as the condition holds, for what happens in another process; rejects after two minutes, unless told otherwise. */
export async function eventually(
  condition: () => boolean | Promise<boolean>,
  { patienceMs = PATIENCE_MS, everyMs = 20 } = {},
): Promise<void> {
  const endsAtMs = performance.now() + patienceMs;
  while (!(await condition())) {
    if (performance.now() > endsAtMs) {
      throw new Error(`It did not come true in ${patienceMs / 1000} s: ${condition}`);
    }
    await wait(everyMs);
  }
}
