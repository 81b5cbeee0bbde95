import type { Entrance } from '@bellwether/shared/access/access.schema';
import type { Origin } from '../../access/caller.types.ts';
import type { AppContext } from '../../app-context.ts';
import { hasAdmin } from './first-admin.store.ts';

/** What the first screen offers to whoever stands before it. */
export async function readEntrance(
  { db }: Pick<AppContext, 'db'>,
  _origin: Origin,
): Promise<Entrance> {
  return {
    needsFirstAdmin: !(await hasAdmin(db.pool)),
    methods: { password: true, github: null, oidc: null },
    canMail: false,
    sampleRoles: [],
    sampleRoleAtOnce: null,
  };
}
