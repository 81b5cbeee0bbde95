const listeners = new Set<() => void>();
let isMeant = false;

/** Says to whoever listens that the server no longer knows who sits here; not when that is what was asked for. */
export function tellSessionEnded(): void {
  for (const listener of isMeant ? [] : listeners) {
    listener();
  }
}

/** @returns stops listening */
export function onSessionEnded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** From here on the session is being ended on purpose, and the page is left: the end is no news. */
export function meanSessionEnd(): void {
  isMeant = true;
}
