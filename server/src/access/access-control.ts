import { fromNodeHeaders } from 'better-auth/node';
import type { AccessControl, AuditLog, Clock, SecretBox } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import { createAuth } from './auth/create-auth.ts';
import { loadCaller } from './caller.store.ts';
import { createTokenCheck } from './tokens/identify-token.ts';

type Options = {
  db: Database;
  clock: Clock;
  log: Log;
  audit: AuditLog;
  secrets: SecretBox;
  publicUrl: () => string;
  /** Null: there is none. */
  bootstrapToken: string | null;
};

/** Finds out who asks. */
export function createAccessControl(options: Options): AccessControl {
  const { db, secrets } = options;
  const checkToken = createTokenCheck({ ...options, db: db.pool });
  const listeners = new Set<() => void>();
  let made: ReturnType<typeof createAuth> | null = null;
  const auth = async () => {
    made ??= createAuth({ db, secret: secrets.derive('sign-in'), baseUrl: options.publicUrl() });
    return made;
  };
  return {
    auth,
    async identifySession(headers, origin) {
      if (headers.cookie === undefined) {
        return null;
      }
      const found = await (await auth()).api.getSession({ headers: fromNodeHeaders(headers) });
      const user = found === null ? null : await loadCaller(db.pool, found.user.id);
      if (found === null || user === null || (user.isSample && !origin.isDirectLoopback)) {
        return null;
      }
      return { ...user, kind: 'user', sessionId: found.session.id, tokenId: null, scopes: null };
    },
    identifyToken: (headers, origin, door = 'bearer') => checkToken(headers, origin, door),
    hasBootstrapToken: options.bootstrapToken !== null,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    tell() {
      for (const listener of listeners) {
        listener();
      }
    },
  };
}
