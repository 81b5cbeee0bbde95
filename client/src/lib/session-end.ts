const listeners = new Set<() => void>();
let expected = 0;

/** Says to whoever listens that the server no longer knows who sits here; not when that is what was asked for. */
export function tellSessionEnded(): void {
  for (const listener of expected > 0 ? [] : listeners) {
    listener();
  }
}

/** @returns stops listening */
export function onSessionEnded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The session is being ended on purpose, or another takes its place: its end is no news. @returns from here on it is */
export function expectSessionEnd(): () => void {
  expected += 1;
  return () => {
    expected -= 1;
  };
}
