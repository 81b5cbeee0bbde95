/** What the calls have cost so far and what GitHub said last about the allowance. */
export type PointsReading = { spent: number; remaining: number | null; resetAt: Date | null };

export type GithubCall = {
  /** `not-modified`: a REST call whose answer is still the one that the caller holds. */
  kind: 'graphql' | 'rest' | 'not-modified';
  headers: Headers;
  /** The answer's `rateLimit` of a GraphQL call; null when the answer had none. */
  rateLimit: { cost: number; remaining: number; resetAt: string } | null;
};

/** Counts points: what a GraphQL answer says it cost (one if it does not say), and one for every REST call that was answered anew. */
export class GithubPoints {
  #spent = 0;
  #remaining: number | null = null;
  #resetAt: Date | null = null;
  #answered = false;
  readonly #onSpent: ((points: number, reading: PointsReading) => void) | undefined;

  constructor(onSpent?: (points: number, reading: PointsReading) => void) {
    this.#onSpent = onSpent;
  }

  count(call: GithubCall): void {
    const points = pointsOf(call);
    this.#answered = true;
    this.#spent += points;
    this.#remaining = call.rateLimit?.remaining ?? numberOf(call.headers, 'x-ratelimit-remaining');
    const reset = numberOf(call.headers, 'x-ratelimit-reset');
    const resetAt = call.rateLimit?.resetAt ?? (reset === null ? null : reset * 1000);
    this.#resetAt = resetAt === null ? null : new Date(resetAt);
    this.#onSpent?.(points, this.reading());
  }

  /** Null-free, because nothing spent is known to be zero. */
  reading(): PointsReading {
    return { spent: this.#spent, remaining: this.#remaining, resetAt: this.#resetAt };
  }

  get answered(): boolean {
    return this.#answered;
  }
}

function pointsOf({ kind, rateLimit }: GithubCall): number {
  return kind === 'not-modified' ? 0 : (rateLimit?.cost ?? 1);
}

function numberOf(headers: Headers, name: string): number | null {
  const text = headers.get(name);
  return text === null || !/^\d+$/.test(text) ? null : Number(text);
}
