import type { Database } from '../db/open-database.ts';
import type { Log } from '../log.ts';

const LOOK_MS = 2_000;

/**
 * A number that grows whenever something was stored that pages show. This server's own pages are told as they are stored;
 * those of other servers are noticed by looking, and only while somebody wants to know.
 */
export class DataVersion {
  readonly #db: Database;
  readonly #log: Log;
  readonly #onChange: () => void;
  #seen: number | null = null;
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<void> | null = null;

  constructor(db: Database, log: Log, onChange: () => void) {
    this.#db = db;
    this.#log = log;
    this.#onChange = onChange;
  }

  /** Call it after the commit. */
  async grow(): Promise<void> {
    const { rows } = await this.#db.pool.query<{ version: number }>(
      `select nextval('data_version_seq') as version`,
    );
    this.#seen = rows[0]?.version ?? null;
  }

  watch(): void {
    // The embedded engine has one server.
    if (this.#timer === null && this.#db.engine === 'postgres') {
      this.#timer = setInterval(() => {
        this.#looking ??= this.#look().finally(() => {
          this.#looking = null;
        });
      }, LOOK_MS);
      this.#timer.unref();
    }
  }

  async unwatch(): Promise<void> {
    if (this.#timer !== null) {
      clearInterval(this.#timer);
      this.#timer = null;
      this.#seen = null;
    }
    await this.#looking;
  }

  async #look(): Promise<void> {
    try {
      const { rows } = await this.#db.pool.query<{ version: number }>(
        'select last_value as version from data_version_seq',
      );
      const version = rows[0]?.version ?? null;
      const isNew = this.#seen !== null && version !== this.#seen;
      this.#seen = version;
      if (isNew) {
        this.#onChange();
      }
    } catch (error) {
      this.#log.warn({ err: error }, 'News of other servers could not be looked for');
    }
  }
}
