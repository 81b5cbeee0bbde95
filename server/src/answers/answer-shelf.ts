import type { Instant } from '@bellwether/shared/time/instant';

/** An answer of one version of the data, good for a time. */
export type Stored = {
  version: number;
  /** Half-open: when it is good. `until` null: for ever. */
  from: Instant;
  until: Instant | null;
  bytes: Uint8Array;
};

type UnderWay = { version: number; work: Promise<Stored> };

/** Counts since the start. */
export type ShelfFigures = {
  hits: number;
  /** Those who waited for the computation of somebody else. */
  joined: number;
  misses: number;
  entries: number;
  bytes: number;
};

/** A larger part of the shelf than this is not given to one answer. */
const LARGEST_SHARE = 8;
/** What an entry takes beside its text and bytes, about. */
const OVERHEAD_BYTES = 200;

/** The answers that were asked for last, as many as there is room for; one for each question, of the newest version seen. */
export class AnswerShelf {
  readonly #mostBytes: number;
  // In the order of their last use.
  readonly #stored = new Map<string, Stored>();
  readonly #underWay = new Map<string, UnderWay>();
  #bytes = 0;
  readonly #counts = { hits: 0, joined: 0, misses: 0 };

  constructor(mostBytes: number) {
    this.#mostBytes = mostBytes;
  }

  /** Null: there is none, or it is of another version or time. */
  find(question: string, version: number, now: Instant): Stored | null {
    const found = this.#stored.get(question);
    if (found === undefined || found.version !== version || !isGoodAt(found, now)) {
      return null;
    }
    this.#stored.delete(question);
    this.#stored.set(question, found);
    this.#counts.hits += 1;
    return found;
  }

  /** Works it out and keeps it, or waits for who is doing so for the same version, as long as that is good by then. */
  async fill(
    question: string,
    version: number,
    now: Instant,
    work: () => Promise<Stored>,
  ): Promise<Stored> {
    const other = this.#underWay.get(question);
    if (other !== undefined && other.version === version) {
      const made = await other.work;
      if (isGoodAt(made, now)) {
        this.#counts.joined += 1;
        return made;
      }
    }
    this.#counts.misses += 1;
    const own: UnderWay = { version, work: work() };
    this.#underWay.set(question, own);
    try {
      const made = await own.work;
      this.#keep(question, made);
      return made;
    } finally {
      if (this.#underWay.get(question) === own) {
        this.#underWay.delete(question);
      }
    }
  }

  describe(): ShelfFigures {
    return { ...this.#counts, entries: this.#stored.size, bytes: this.#bytes };
  }

  #keep(question: string, made: Stored): void {
    const before = this.#stored.get(question);
    // Who began earlier may end later: the newer version stays.
    if (before !== undefined && before.version > made.version) {
      return;
    }
    this.#drop(question);
    const size = sizeOf(question, made);
    if (size > this.#mostBytes / LARGEST_SHARE) {
      return;
    }
    this.#stored.set(question, made);
    this.#bytes += size;
    for (const oldest of this.#stored.keys()) {
      if (this.#bytes <= this.#mostBytes) {
        break;
      }
      this.#drop(oldest);
    }
  }

  #drop(question: string): void {
    const stored = this.#stored.get(question);
    if (stored !== undefined) {
      this.#stored.delete(question);
      this.#bytes -= sizeOf(question, stored);
    }
  }
}

function isGoodAt({ from, until }: Stored, now: Instant): boolean {
  return from <= now && (until === null || now < until);
}

function sizeOf(question: string, { bytes }: Stored): number {
  return question.length * 2 + bytes.length + OVERHEAD_BYTES;
}
