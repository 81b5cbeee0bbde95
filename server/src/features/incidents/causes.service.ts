import type { causeSchema } from '@bellwether/shared/incidents/incident-detail.schema';
import type { z } from 'zod';
import type { AppContext } from '../../app-context.ts';
import { loadConfirmedCauses } from './causes.store.ts';

export type Cause = z.infer<typeof causeSchema>;

/** What is said to have caused each incident; one without any is not there. */
export async function readCauses(
  { db }: Pick<AppContext, 'db'>,
  incidentIds: readonly string[],
): Promise<Map<string, Cause[]>> {
  const causes = new Map<string, Cause[]>();
  for (const { incidentId, ...row } of await loadConfirmedCauses(db.pool, incidentIds)) {
    const own = causes.get(incidentId) ?? [];
    own.push({ standing: 'confirmed', words: row.words, url: row.url });
    causes.set(incidentId, own);
  }
  return causes;
}
