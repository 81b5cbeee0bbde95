import type { WebhookOutcome } from '@bellwether/shared/sync-status/webhook-health.schema';
import type { Clock } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import { addCounts } from './webhooks.store.ts';

const FLUSH_MS = 3_000;

/**
 * Counts deliveries by day and outcome, in memory first: ten thousand that are refused are a few writes. A server that is
 * killed forgets the last seconds of it.
 */
export class WebhookCounts {
  readonly #parts: { db: Database; clock: Clock; log: Log };
  #pending = new Map<string, { day: string; outcome: WebhookOutcome; count: number }>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> = Promise.resolve();

  constructor(parts: { db: Database; clock: Clock; log: Log }) {
    this.#parts = parts;
  }

  add(outcome: WebhookOutcome): void {
    this.#put(this.#parts.clock().toISOString().slice(0, 10), outcome, 1);
    if (this.#timer === null) {
      this.#timer = setTimeout(() => void this.flush(), FLUSH_MS);
      this.#timer.unref();
    }
  }

  /** Resolves when all that was counted before is written down, or, with the database away, kept for the next time. */
  flush(): Promise<void> {
    if (this.#timer !== null) {
      clearTimeout(this.#timer);
      this.#timer = null;
    }
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  #put(day: string, outcome: WebhookOutcome, count: number): void {
    const key = `${day} ${outcome}`;
    const sum = (this.#pending.get(key)?.count ?? 0) + count;
    this.#pending.set(key, { day, outcome, count: sum });
  }

  async #write(): Promise<void> {
    const counts = [...this.#pending.values()];
    if (counts.length === 0) {
      return;
    }
    this.#pending = new Map();
    try {
      await addCounts(this.#parts.db.pool, counts);
    } catch (error) {
      for (const { day, outcome, count } of counts) {
        this.#put(day, outcome, count);
      }
      this.#parts.log.warn({ err: error }, 'Counts of webhooks could not be written yet');
    }
  }
}
