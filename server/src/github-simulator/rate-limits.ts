export type RateResource = 'core' | 'graphql' | 'search';

export type RateState = {
  resource: RateResource;
  limit: number;
  used: number;
  remaining: number;
  /** Second since 1970 at which the hour ends. */
  resetSecond: number;
};

export type RateLimits = {
  /** How it stands now, before anything is spent. */
  read: (key: string, resource: RateResource) => RateState;
  /** Takes points of the hour; what is beyond the limit is not taken. */
  spend: (key: string, resource: RateResource, points: number) => RateState;
};

const WINDOW_SECONDS: Record<RateResource, number> = { core: 3600, graphql: 3600, search: 60 };
const ANONYMOUS_LIMIT = 60;

/** Hourly allowances per token and resource; an hour starts with its first request. */
export function createRateLimits(
  clock: () => Date,
  limits: Record<RateResource, number>,
): RateLimits {
  const windows = new Map<string, { used: number; resetSecond: number }>();

  const windowOf = (key: string, resource: RateResource) => {
    const nowSecond = Math.floor(clock().getTime() / 1000);
    const name = `${resource} ${key}`;
    const held = windows.get(name);
    if (held !== undefined && held.resetSecond > nowSecond) {
      return held;
    }
    const fresh = { used: 0, resetSecond: nowSecond + WINDOW_SECONDS[resource] };
    windows.set(name, fresh);
    return fresh;
  };

  const read = (key: string, resource: RateResource): RateState => {
    const { used, resetSecond } = windowOf(key, resource);
    const limit =
      key === 'anonymous' ? Math.min(ANONYMOUS_LIMIT, limits[resource]) : limits[resource];
    return { resource, limit, used, remaining: Math.max(0, limit - used), resetSecond };
  };

  return {
    read,
    spend: (key, resource, points) => {
      const { limit } = read(key, resource);
      const window = windowOf(key, resource);
      window.used = Math.min(limit, window.used + points);
      return read(key, resource);
    },
  };
}

/** The headers that tell a client how it stands. */
export function rateHeaders(state: RateState): Record<string, string> {
  return {
    'x-ratelimit-limit': String(state.limit),
    'x-ratelimit-remaining': String(state.remaining),
    'x-ratelimit-used': String(state.used),
    'x-ratelimit-reset': String(state.resetSecond),
    'x-ratelimit-resource': state.resource,
  };
}
