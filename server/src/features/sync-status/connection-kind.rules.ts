import type { PointsBudget } from '@bellwether/shared/sync-status/sync-status.schema';

/** The kind as stored; what is not known counts as a token. */
export function connectionKindOf(stored: string): PointsBudget['kind'] {
  return stored === 'sample' || stored === 'app' ? stored : 'token';
}
