import {
  type IncidentInstant,
  type IncidentInstants,
  incidentInstants,
} from './derive-incident.ts';

/** An instant that lies before another one which it should follow. */
export type Inversion = { earlier: IncidentInstant; later: IncidentInstant };

/** The one hard rule: nothing lies before the beginning of the impact (B16). Null: it holds. */
export function beforeImpact(instants: IncidentInstants): Inversion | null {
  const { impactStartedAt } = instants;
  if (impactStartedAt === null) {
    return null;
  }
  const earlier = incidentInstants.find((name) => {
    const at = instants[name];
    return at !== null && at < impactStartedAt;
  });
  return earlier === undefined ? null : { earlier, later: 'impactStartedAt' };
}

/** In the usual order. Declaring stands beside it: an incident may be declared before or after it is acknowledged. */
const usualOrders: readonly (readonly IncidentInstant[])[] = [
  ['detectedAt', 'acknowledgedAt', 'mitigatedAt', 'resolvedAt', 'closedAt'],
  ['declaredAt', 'mitigatedAt'],
  ['declaredAt', 'resolvedAt'],
  ['declaredAt', 'closedAt'],
];

/** Instants out of the usual order: taken as they are, and worth a look. */
export function findInversions(instants: IncidentInstants): Inversion[] {
  return usualOrders.flatMap((order) => {
    const known = order.filter((name) => instants[name] !== null);
    return known.flatMap((later, index) => {
      const earlier = known[index - 1];
      const at = instants[later];
      const before = earlier === undefined ? null : instants[earlier];
      return earlier !== undefined && at !== null && before !== null && at < before
        ? [{ earlier: later, later: earlier }]
        : [];
    });
  });
}

/** Seconds from the beginning of the impact to the resolution; null: one of them is not known (B16). */
export function timeToRestoreSeconds(
  instants: Pick<IncidentInstants, 'impactStartedAt' | 'resolvedAt'>,
): number | null {
  const { impactStartedAt, resolvedAt } = instants;
  return impactStartedAt === null || resolvedAt === null
    ? null
    : Math.round((resolvedAt.getTime() - impactStartedAt.getTime()) / 1000);
}
