/**
 * An instant in any ISO 8601 form as the worlds write it, UTC and whole seconds (a begun second counts as begun: rounded up),
 * so that it can be compared as text. Null for what is absent or no instant.
 */
export function parseInstant(value: unknown): string | null {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time)
    ? null
    : new Date(Math.ceil(time / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
