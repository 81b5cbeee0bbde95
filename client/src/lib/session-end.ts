const listeners = new Set<() => void>();
let switches = 0;

/** Says to whoever listens that the server no longer knows who sits here. */
export function tellSessionEnded(): void {
  if (switches > 0) {
    return;
  }
  for (const listener of listeners) {
    listener();
  }
}

/** One session takes the place of another: that the first one ends is no news. @returns says that the switch is over */
export function switchSession(): () => void {
  switches += 1;
  return () => {
    switches -= 1;
  };
}

/** @returns stops listening */
export function onSessionEnded(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
