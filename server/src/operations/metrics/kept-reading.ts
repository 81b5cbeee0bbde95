/** What was read: null while it cannot be had in time. */
export type KeptReading<T> = { read(): Promise<T | null> };

/**
 * Reads something at most once in `keepMs`, never twice at once, and waits `patienceMs` for it at most: however often it is
 * asked for, the source is asked rarely.
 */
export function keepReading<T>(
  read: () => Promise<T>,
  times: { keepMs: number; patienceMs: number; nowMs?: () => number },
): KeptReading<T> {
  const nowMs = times.nowMs ?? (() => performance.now());
  let kept: { value: T; atMs: number } | null = null;
  let reading: Promise<T | null> | null = null;

  const begin = async () => {
    try {
      const value = await read();
      kept = { value, atMs: nowMs() };
      return value;
    } catch {
      kept = null;
      return null;
    } finally {
      reading = null;
    }
  };

  return {
    async read() {
      if (kept !== null && nowMs() - kept.atMs < times.keepMs) {
        return kept.value;
      }
      reading ??= begin();
      let timer: NodeJS.Timeout | undefined;
      const tooLate = new Promise<null>((resolve) => {
        timer = setTimeout(() => resolve(null), times.patienceMs);
      });
      return await Promise.race([reading, tooLate]).finally(() => clearTimeout(timer));
    },
  };
}
