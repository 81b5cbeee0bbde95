import type { AgreementsOverview } from '@bellwether/shared/agreements/agreements.schema';
import type { AppContext } from '../../app-context.ts';
import { countAgreements } from './agreements.store.ts';

export async function readAgreements(app: AppContext): Promise<AgreementsOverview> {
  return { count: await countAgreements(app.db.pool) };
}
