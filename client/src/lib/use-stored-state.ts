import { useCallback, useState } from 'react';
import type * as z from 'zod/mini';

function readStored<T>(key: string, schema: z.ZodMiniType<T>, fallback: T): T {
  try {
    const text = window.localStorage.getItem(key);
    const parsed = schema.safeParse(text === null ? undefined : JSON.parse(text));
    return parsed.success ? parsed.data : fallback;
  } catch {
    // Storage is off or holds something else: start afresh.
    return fallback;
  }
}

/** State that this browser remembers. What no longer fits the schema is forgotten. */
export function useStoredState<T>(
  key: string,
  schema: z.ZodMiniType<T>,
  fallback: T,
): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => readStored(key, schema, fallback));
  const store = useCallback(
    (next: T) => {
      setValue(next);
      try {
        window.localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // The choice then lasts until the page is left.
      }
    },
    [key],
  );
  return [value, store];
}
