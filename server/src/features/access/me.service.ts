import { capabilitiesOf, isOwnAlone } from '@bellwether/shared/access/access.rules';
import type { Me } from '@bellwether/shared/access/access.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { Caller } from '../../access/caller.types.ts';
import type { AppContext } from '../../app-context.ts';
import { loadMe } from './me.store.ts';
import { settleSampleCaller } from './sample-entry.service.ts';

/** Who the caller is, and what they may do. */
export async function readMe(app: AppContext, caller: Caller): Promise<Me> {
  const { db } = app;
  if (caller.isSample) {
    await settleSampleCaller(app, caller);
  }
  const me = caller.userId === null ? null : await loadMe(db.pool, caller.userId);
  if (me === null) {
    throw new AppError('unauthenticated', 'Sign in to see this.');
  }
  return {
    ...me,
    capabilities: capabilitiesOf(caller),
    seesOwnPullRequestsAlone: isOwnAlone(caller, 'pull-requests.read'),
  };
}
