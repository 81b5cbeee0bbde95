import type { Database } from '../db/open-database.ts';
import type { PointsReading } from '../github/github-points.ts';
import type { Github } from '../github/open-github.ts';
import type { Log } from '../log.ts';
import { addToSlot } from './points-slots.save.ts';

const WRITE_MS = 60_000;

type Account = { connectionId: string; github: Github; written: number };

/** Points of all requests since the start; what each connection spends is written down in slots of ten minutes. */
export class PointsLedger {
  readonly #db: Database;
  readonly #log: Log;
  readonly #open = new Set<Account>();
  #timer: NodeJS.Timeout | null = null;
  #spent = 0;
  #last: PointsReading | null = null;

  constructor(db: Database, log: Log) {
    this.#db = db;
    this.#log = log;
  }

  /** Counts what is asked through `github` until the answer is called, which writes down the rest. */
  open(connectionId: string, github: Github): () => Promise<void> {
    const account = { connectionId, github, written: 0 };
    this.#open.add(account);
    this.#timer ??= this.#writeEveryMinute();
    return async () => {
      this.#open.delete(account);
      const reading = github.points();
      this.#spent += reading?.spent ?? 0;
      this.#last = reading ?? this.#last;
      if (this.#open.size === 0 && this.#timer !== null) {
        clearInterval(this.#timer);
        this.#timer = null;
      }
      await this.#write(account);
    };
  }

  /** Null: GitHub has not answered yet. */
  reading(): PointsReading | null {
    const current = [...this.#open].flatMap(({ github }) => github.points() ?? []);
    const last = current.at(-1) ?? this.#last;
    if (last === null) {
      return null;
    }
    const spent = current.reduce((sum, reading) => sum + reading.spent, this.#spent);
    return { ...last, spent };
  }

  #writeEveryMinute(): NodeJS.Timeout {
    const timer = setInterval(() => {
      for (const account of this.#open) {
        void this.#write(account);
      }
    }, WRITE_MS);
    timer.unref();
    return timer;
  }

  /** A chart that lacks a few points is no reason to end a pass. */
  async #write(account: Account): Promise<void> {
    const reading = account.github.points();
    const points = (reading?.spent ?? 0) - account.written;
    if (reading === null || points === 0) {
      return;
    }
    account.written += points;
    try {
      await addToSlot(this.#db.pool, account.connectionId, { ...reading, spent: points });
    } catch (error) {
      account.written -= points;
      this.#log.warn({ err: error }, 'Points could not be written down');
    }
  }
}
