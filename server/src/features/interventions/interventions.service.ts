import type { InterventionsOverview } from '@bellwether/shared/interventions/interventions.schema';
import type { AppContext } from '../../app-context.ts';
import { countInterventions } from './interventions.store.ts';

export async function readInterventions(app: AppContext): Promise<InterventionsOverview> {
  return { count: await countInterventions(app.db.pool) };
}
