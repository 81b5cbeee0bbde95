import type { Clock } from '@bellwether/shared/cycle-time/cycle-time.terms';
import {
  type InterventionMetric,
  interventionMetrics,
  mostWeeks,
} from '@bellwether/shared/interventions/interventions.terms';

/** What the address of one intervention says beside its id. Absent: as it was meant when it was written down. */
export type EffectSearch = {
  moved?: InterventionMetric | undefined;
  measured?: Clock | undefined;
  weeks?: number | undefined;
};

/** Reads an address leniently: what is wrong falls back to the default, and stands there as undefined. */
export function readEffectSearch(raw: Record<string, unknown>): EffectSearch {
  const weeks = Number(raw.weeks);
  return {
    moved: interventionMetrics.find((metric) => metric === raw.moved),
    measured: (['wall', 'work'] as const).find((clock) => clock === raw.measured),
    weeks: Number.isInteger(weeks) && weeks >= 1 && weeks <= mostWeeks ? weeks : undefined,
  };
}
