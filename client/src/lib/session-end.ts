const listeners = new Set<() => void>();

/** Says to whoever listens that the server no longer knows who sits here. */
export function tellSessionEnded(): void {
  for (const listener of listeners) {
    listener();
  }
}

/** @returns stops listening */
export function onSessionEnded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
