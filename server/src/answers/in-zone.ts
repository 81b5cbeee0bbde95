import { loadZone } from '../db/load-zone.ts';
import type { Database } from '../db/open-database.ts';

/** A service's question by the organisation's clock (B0.8): `inZone(listPullRequests)(app, input, scope)`. */
export function inZone<App extends { db: Pick<Database, 'pool'> }, Input, Seen, Answer>(
  service: (app: App, input: Input, seen: Seen, zone: string) => Promise<Answer>,
): (app: App, input: Input, seen: Seen) => Promise<Answer> {
  return async (app, input, seen) => service(app, input, seen, await loadZone(app.db.pool));
}
