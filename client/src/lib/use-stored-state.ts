import { useCallback, useState } from 'react';
import type { Reader } from './read-fields.rules.ts';

function readStored<T>(key: string, read: Reader<T>, fallback: T): T {
  try {
    const text = window.localStorage.getItem(key);
    return (text === null ? undefined : read(JSON.parse(text))) ?? fallback;
  } catch {
    // Storage is off or holds something else: start afresh.
    return fallback;
  }
}

/** State that this browser remembers. What can no longer be read is forgotten. */
export function useStoredState<T>(
  key: string,
  read: Reader<T>,
  fallback: T,
): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => readStored(key, read, fallback));
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
