/** Works through a connection's repositories one after the other, each waiting at most once. */
export class ConnectionLane {
  readonly #work: (repositoryId: string, signal: AbortSignal) => Promise<void>;
  readonly #waiting = new Set<string>();
  readonly #stopping = new AbortController();
  #running: string | null = null;
  #working: Promise<void> | null = null;

  constructor(work: (repositoryId: string, signal: AbortSignal) => Promise<void>) {
    this.#work = work;
  }

  /** Settles when nothing is under way or waiting; null: that is so now. */
  get working(): Promise<void> | null {
    return this.#working;
  }

  isWaiting(repositoryId: string): boolean {
    return this.#waiting.has(repositoryId);
  }

  isRunning(repositoryId: string): boolean {
    return this.#running === repositoryId;
  }

  add(repositoryId: string): void {
    if (this.#stopping.signal.aborted) {
      return;
    }
    this.#waiting.add(repositoryId);
    this.#working ??= this.#drain().finally(() => {
      this.#working = null;
    });
  }

  /** Nothing new is begun; resolves when what is under way has ended. */
  async stop(): Promise<void> {
    this.#waiting.clear();
    this.#stopping.abort();
    await this.#working;
  }

  async #drain(): Promise<void> {
    for (;;) {
      const [next] = this.#waiting;
      if (next === undefined) {
        return;
      }
      this.#waiting.delete(next);
      this.#running = next;
      try {
        await this.#work(next, this.#stopping.signal);
      } finally {
        this.#running = null;
      }
    }
  }
}
