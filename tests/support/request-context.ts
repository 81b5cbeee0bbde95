import type { Caller } from '@bellwether/server/access/caller.types';
import type { AppContext } from '@bellwether/server/app-context';
import type { RequestContext } from '@bellwether/server/trpc/trpc';
import type { Role } from '@bellwether/shared/access/capabilities';

/** A caller over everything, as a session of that role would make it. */
export function callerIn(role: Role): Caller {
  return {
    kind: 'user',
    name: `Test ${role}`,
    grants: [{ role, teamId: null }],
    ...{ userId: `user-${role}`, sessionId: 'session', tokenId: null, scopes: null },
    ...{ personId: null, accountIds: [], isSample: false, accessVersion: 0 },
  };
}

/** What is audited is kept nowhere, and nobody's rights change. */
const NOTHING_HAPPENS = {
  audit: { record: () => Promise.resolve() },
  access: { watch: () => () => undefined } as unknown as AppContext['access'],
};

/** What a procedure gets beside its input: by default the call of an admin. */
export function contextOf(app: AppContext, role: Role | null = 'admin'): RequestContext {
  return {
    app: { ...NOTHING_HAPPENS, ...app },
    caller: role === null ? null : callerIn(role),
    origin: { requestId: 'test', ipAddress: null, userAgent: null, isDirectLoopback: true },
    browser: { headers: {}, setCookies: () => undefined },
  };
}
