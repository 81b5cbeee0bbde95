import type { SimulatorRequest } from './simulator-request.ts';

/** What goes wrong with a request that a rule matches. */
export type FaultEffect =
  /** An error page of a proxy (500, 502, 503, 504) or GitHub's own JSON error (404, 410, 422 …). */
  | { kind: 'status'; status: number }
  | { kind: 'bad-credentials' }
  /** Asked too much at once. Without retryAfterSeconds the client has to guess how long to wait. */
  | { kind: 'secondary-limit'; status?: 403 | 429; retryAfterSeconds?: number }
  /** The hourly allowance is used up; it comes back after so many seconds (60 unless told). */
  | { kind: 'primary-limit'; status?: 403 | 429; resetInSeconds?: number }
  /** GraphQL says the same with status 200. */
  | { kind: 'graphql-rate-limited'; resetInSeconds?: number }
  | { kind: 'graphql-secondary-limit'; retryAfterSeconds?: number }
  /** GraphQL gave up on a query: status 200, no data. */
  | { kind: 'graphql-timeout' }
  | { kind: 'node-limit' }
  /** Half of the items of the first list that is found are null, with an error for each. */
  | { kind: 'resource-limits' }
  /** No answer until the client gives up. */
  | { kind: 'hang' }
  /** The connection breaks in the middle of the body. */
  | { kind: 'reset' }
  /** The body ends too early, and says that it is whole. */
  | { kind: 'truncated' }
  | { kind: 'wrong-content-type' }
  /** Status 200 and nothing more. */
  | { kind: 'empty' }
  /** A page for people, with status 503. */
  | { kind: 'maintenance' }
  /** The repository went private or was deleted: 404, in GraphQL an error with status 200. */
  | { kind: 'gone-private' }
  /** Deleted or switched off for good. */
  | { kind: 'gone' }
  /** Withheld for legal reasons. */
  | { kind: 'withheld' }
  /** Renamed or transferred: a redirect to the same thing; in a loop while the rule holds. */
  | { kind: 'moved' }
  /** The Date header is so many seconds off. */
  | { kind: 'clock-skew'; seconds: number }
  | { kind: 'redirect'; location: string; status?: 301 | 302 | 307 };

export type FaultMatch = {
  method?: string;
  /** Exact path, or a pattern of it; without the query. */
  path?: string | RegExp;
  /** Name of a GraphQL operation. */
  operation?: string;
  /** A pattern of the request's body, to tell one GraphQL query from another. */
  body?: RegExp;
};

export type FaultRule = {
  /** Under which it is counted; the effect's kind unless told. */
  name?: string;
  match?: FaultMatch;
  /** Only the nth matching request, counted from 1. */
  nth?: number;
  /** Every kth matching request: the kth, the 2kth and so on. */
  every?: number;
  /** How likely a matching request is hit, 0 to 1. */
  probability?: number;
  /** At most so many hits. */
  times?: number;
  effect: FaultEffect;
};

export type FaultPlan = {
  /** The effect of the first rule that hits this request; null when none does. */
  next: (request: SimulatorRequest) => FaultEffect | null;
  /** Hits so far, by rule name. */
  counts: () => Record<string, number>;
};

/** Decides, request by request, what goes wrong. The same rules, seed and requests always give the same faults. */
export function planFaults(rules: readonly FaultRule[], seed: number): FaultPlan {
  const random = seededRandom(seed);
  const states = rules.map((rule) => ({ rule, matched: 0, hits: 0 }));
  return {
    next: (request) => {
      const hit = states.find((state) => {
        if (!matchesRequest(state.rule.match ?? {}, request)) {
          return false;
        }
        state.matched += 1;
        return isDue(state, random);
      });
      if (hit === undefined) {
        return null;
      }
      hit.hits += 1;
      return hit.rule.effect;
    },
    counts: () => {
      const counts: Record<string, number> = {};
      for (const { rule, hits } of states) {
        const name = rule.name ?? rule.effect.kind;
        counts[name] = (counts[name] ?? 0) + hits;
      }
      return counts;
    },
  };
}

function matchesRequest(match: FaultMatch, request: SimulatorRequest): boolean {
  const { path } = match;
  const pathFits = path instanceof RegExp ? path.test(request.path) : path === request.path;
  return (
    (match.method === undefined || match.method === request.method) &&
    (path === undefined || pathFits) &&
    (match.operation === undefined || match.operation === request.operationName) &&
    (match.body === undefined || match.body.test(request.body))
  );
}

function isDue(
  { rule, matched, hits }: { rule: FaultRule; matched: number; hits: number },
  random: () => number,
): boolean {
  return (
    (rule.times === undefined || hits < rule.times) &&
    (rule.nth === undefined || matched === rule.nth) &&
    (rule.every === undefined || matched % rule.every === 0) &&
    (rule.probability === undefined || random() < rule.probability)
  );
}

/** A small generator of numbers in 0..1 (mulberry32): the same seed gives the same sequence. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
