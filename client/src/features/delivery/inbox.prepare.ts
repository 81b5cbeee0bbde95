import type {
  AttributionInbox,
  AttributionLink,
} from '@bellwether/shared/delivery/attribution.schema';
import { formatCount, formatCountOf } from '../../format/number.ts';

/** Why there is nothing to decide, in a sentence. */
export function explainEmpty({
  counts,
  decided,
  suspectedHours,
}: Pick<AttributionInbox, 'counts' | 'decided' | 'suspectedHours'>): string {
  const { incidents, excluded, unlinked, deployments } = counts;
  if (incidents === 0) {
    return excluded === 0
      ? 'No incident is known to have begun in this period.'
      : `All ${formatCountOf(excluded, 'incident')} of this period are drills, duplicates or false alarms.`;
  }
  if (deployments === 0) {
    return 'No deployment to production is known in this period.';
  }
  if (decided.length > 0 && unlinked === 0) {
    return `All that was suspected in this period is decided: ${formatCountOf(incidents, 'incident')}.`;
  }
  return unlinked === incidents
    ? `None of the ${formatCountOf(incidents, 'incident')} of this period began within ${formatCount(suspectedHours)} h of a deployment of its service.`
    : `All that was suspected is decided; ${formatCountOf(unlinked, 'incident')} began with no deployment of its service within ${formatCount(suspectedHours)} h.`;
}

/** How many of a list are shown, and how many there are beyond. */
export function describeShown(shown: number, total: number): string {
  return shown < total
    ? `${formatCount(shown)} of ${formatCount(total)}: ${formatCount(total - shown)} more`
    : `All ${formatCount(total)}`;
}

/** A pair by name. */
export function keyOf({ incident, deployment }: Pick<AttributionLink, 'incident' | 'deployment'>) {
  return `${incident.id} ${deployment?.id ?? ''}`;
}

/** Which one is looked at after a list changed: the one that was, else the one in its place. */
export function placeAfter(
  keys: readonly string[],
  current: { key: string; index: number } | null,
): number {
  if (current === null) {
    return 0;
  }
  const same = keys.indexOf(current.key);
  return same === -1 ? Math.max(0, Math.min(current.index, keys.length - 1)) : same;
}

export type InboxKey = 'confirm' | 'refute' | 'none' | 'next' | 'before' | 'undo';

const keys: Readonly<Record<string, InboxKey>> = {
  ...{ y: 'confirm', n: 'refute', x: 'none', j: 'next', k: 'before', u: 'undo' },
};

/** What a key stands for. Null: nothing, or somebody is writing. */
export function readKey(event: {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isWriting: boolean;
}): InboxKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isWriting) {
    return null;
  }
  return keys[event.key.toLowerCase()] ?? null;
}
