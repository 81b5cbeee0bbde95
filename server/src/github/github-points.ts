/** What GitHub allows in an hour, and what is left of it. */
export type Allowance = {
  limit: number;
  remaining: number;
  /** By GitHub's clock. */
  resetAt: Date;
};

/** What the calls have cost so far and what GitHub said last about the allowance that is nearest to its end. */
export type PointsReading = {
  spent: number;
  remaining: number | null;
  limit: number | null;
  resetAt: Date | null;
};

export type GithubResource = 'graphql' | 'rest';

export type GithubCall = {
  kind: GithubResource;
  headers: Headers;
  /** Nothing has changed since the caller's ETag: GitHub does not count such a call. */
  isNotModified: boolean;
  /** The answer's `rateLimit` of a GraphQL call; null when the answer had none. */
  rateLimit: { cost: number; remaining: number; resetAt: string } | null;
};

/** Counts points: what a GraphQL answer says it cost (one if it does not say), and one for every REST call that is not answered 304. */
export class GithubPoints {
  #spent = 0;
  #answered = false;
  readonly #allowances = new Map<GithubResource, Allowance>();
  readonly #onSpent: ((points: number, reading: PointsReading) => void) | undefined;

  constructor(onSpent?: (points: number, reading: PointsReading) => void) {
    this.#onSpent = onSpent;
  }

  count(call: GithubCall): void {
    const points = pointsOf(call);
    const allowance = allowanceOf(call);
    this.#answered = true;
    this.#spent += points;
    if (allowance !== null) {
      this.#allowances.set(call.kind, allowance);
    }
    this.#onSpent?.(points, this.reading());
  }

  reading(): PointsReading {
    const [scarcest] = [...this.#allowances.values()].sort((a, b) => shareLeft(a) - shareLeft(b));
    return {
      spent: this.#spent,
      remaining: scarcest?.remaining ?? null,
      limit: scarcest?.limit ?? null,
      resetAt: scarcest?.resetAt ?? null,
    };
  }

  get answered(): boolean {
    return this.#answered;
  }
}

function pointsOf({ kind, isNotModified, rateLimit }: GithubCall): number {
  if (isNotModified) {
    return 0;
  }
  return kind === 'rest' ? 1 : (rateLimit?.cost ?? 1);
}

/** What an answer says about its hour; null: nothing, or another allowance than the hourly one. */
export function allowanceOf({ headers, rateLimit }: GithubCall): Allowance | null {
  if (headers.get('x-ratelimit-resource') === 'search') {
    return null;
  }
  const remaining = rateLimit?.remaining ?? numberOf(headers, 'x-ratelimit-remaining');
  const reset = numberOf(headers, 'x-ratelimit-reset');
  const resetAt = rateLimit?.resetAt ?? (reset === null ? null : reset * 1000);
  if (remaining === null || resetAt === null) {
    return null;
  }
  const limit = numberOf(headers, 'x-ratelimit-limit') ?? Math.max(remaining, USUAL_LIMIT);
  return { limit, remaining, resetAt: new Date(resetAt) };
}

const USUAL_LIMIT = 5000;

function shareLeft({ limit, remaining }: Allowance): number {
  return remaining / Math.max(1, limit);
}

function numberOf(headers: Headers, name: string): number | null {
  const text = headers.get(name);
  return text === null || !/^\d+$/.test(text) ? null : Number(text);
}
