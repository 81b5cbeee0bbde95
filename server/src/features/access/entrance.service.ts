import type { Entrance } from '@bellwether/shared/access/access.schema';
import type { Origin } from '../../access/caller.types.ts';
import type { AppContext } from '../../app-context.ts';
import { hasAdmin } from './first-admin.store.ts';
import { labelOf } from './methods.service.ts';
import { sampleRolesFor } from './sample-entry.service.ts';

/** What the first screen offers to whoever stands before it. */
export async function readEntrance(
  app: Pick<AppContext, 'db' | 'access' | 'startsWithSample'>,
  origin: Origin,
): Promise<Entrance> {
  const config = await app.access.settings();
  const sampleRoles = await sampleRolesFor(app, origin);
  const [github, oidc] = [labelOf(config, 'github'), labelOf(config, 'oidc')];
  return {
    needsFirstAdmin: !(await hasAdmin(app.db.pool)),
    methods: {
      password: true,
      github: github === null ? null : { label: github },
      oidc: oidc === null ? null : { label: oidc },
    },
    canMail: config.smtp !== null,
    sampleRoles,
    sampleRoleAtOnce: app.startsWithSample && sampleRoles.includes('lead') ? 'lead' : null,
  };
}
