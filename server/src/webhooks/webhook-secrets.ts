import type { Clock, SecretBox } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import { loadSecretCiphertexts } from './webhooks.store.ts';

/** Known secrets are asked for again after this, */
const FRESH_MS = 60_000;
/** and sooner when a signature fits none of them: a person may just have set another one. */
const SUSPECT_MS = 2_000;

type SecretsParts = {
  db: Database;
  clock: Clock;
  log: Log;
  secrets: SecretBox;
  /** GITHUB_WEBHOOK_SECRET; null: not given. */
  fromEnv: string | null;
};

/** The secrets that may sign a delivery: the environment's and those of the connections, kept at hand. */
export class WebhookSecrets {
  readonly #parts: SecretsParts;
  #known: readonly string[] = [];
  #loadedAtMs = Number.NEGATIVE_INFINITY;
  #loading: Promise<void> | null = null;
  #warned = false;

  constructor(parts: SecretsParts) {
    this.#parts = parts;
  }

  /** Rejects only while none were ever read, because the database is away. */
  async current(): Promise<readonly string[]> {
    await this.#refresh(this.#known.length === 0 ? SUSPECT_MS : FRESH_MS);
    return this.#known;
  }

  /** The secrets as they are now, when they may have changed since; null: `current` is as good as it gets. */
  async afterMismatch(before: readonly string[]): Promise<readonly string[] | null> {
    await this.#refresh(SUSPECT_MS);
    return this.#known === before ? null : this.#known;
  }

  async #refresh(olderThanMs: number): Promise<void> {
    if (performance.now() - this.#loadedAtMs < olderThanMs) {
      return;
    }
    this.#loading ??= this.#load().finally(() => {
      this.#loading = null;
    });
    await this.#loading.catch((error: unknown) => {
      if (this.#loadedAtMs === Number.NEGATIVE_INFINITY) {
        throw error;
      }
    });
  }

  async #load(): Promise<void> {
    const { db, fromEnv } = this.#parts;
    const sealed = await loadSecretCiphertexts(db.pool);
    const opened = sealed.flatMap((ciphertext) => this.#open(ciphertext));
    const known = [...new Set([...(fromEnv === null ? [] : [fromEnv]), ...opened])];
    const isSame =
      known.length === this.#known.length &&
      known.every((secret, at) => secret === this.#known[at]);
    this.#known = isSame ? this.#known : known;
    this.#loadedAtMs = performance.now();
  }

  #open(ciphertext: string): string[] {
    try {
      return [this.#parts.secrets.open(ciphertext)];
    } catch (error) {
      if (!this.#warned) {
        this.#warned = true;
        this.#parts.log.warn({ err: error }, "A webhook's secret was encrypted with another key");
      }
      return [];
    }
  }
}
