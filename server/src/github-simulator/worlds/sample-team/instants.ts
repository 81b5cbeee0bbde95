/** Instants inside the generator are milliseconds since 1970, always whole seconds. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

export function toSecond(at: number): number {
  return Math.floor(at / SECOND) * SECOND;
}

/** ISO 8601 in UTC without fractions, as GitHub sends it. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

/** Midnight UTC of the Monday of the ISO week that holds the instant. */
export function startOfWeek(at: number): number {
  const day = Math.floor(at / DAY);
  return (day - ((day + 3) % 7)) * DAY;
}
