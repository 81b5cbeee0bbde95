import type { OAuthProvider } from 'better-auth';
import type { AccessControl, AuditLog, Clock, RateLimits, SecretBox } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import type { Log } from '../log.ts';
import { createAccessWatch } from './access-watch.ts';
import { clientHeaders } from './auth/client-headers.ts';
import { keepAuth } from './auth/keep-auth.ts';
import type { SignInConfig, SignInEnv } from './auth/sign-in-config.ts';
import { loadCaller } from './caller.store.ts';
import type { Origin } from './caller.types.ts';
import { isSampleSessionOver } from './sample-session.ts';
import { createTokenCheck } from './tokens/identify-token.ts';
import { loadWhatIsConnected } from './what-is-connected.ts';

type Options = {
  db: Database;
  clock: Clock;
  log: Log;
  audit: AuditLog;
  limits: RateLimits;
  secrets: SecretBox;
  publicUrl: () => string;
  /** Null: there is none. */
  bootstrapToken: string | null;
  signInEnv: SignInEnv;
  /** What GitHub and the organisation's own provider are to the sign-in library. */
  toProviders: (config: SignInConfig) => OAuthProvider[];
};

/** Finds out who asks. */
export function createAccessControl(options: Options): AccessControl {
  const { db, clock, log } = options;
  const checkToken = createTokenCheck({ ...options, db: db.pool });
  const kept = keepAuth({ ...options, env: options.signInEnv });
  const accessWatch = createAccessWatch({ db: db.pool, clock, log });
  const holdsForSample = async (session: { createdAt: Date }, origin: Origin) => {
    const { hasSample, hasOther } = await loadWhatIsConnected(db.pool);
    return hasSample && !hasOther && !isSampleSessionOver(session, origin, clock());
  };
  return {
    auth: async () => (await kept.newest()).auth,
    settings: async () => (await kept.newest()).config,
    async identifySession(headers, origin, browser) {
      if (headers.cookie === undefined) {
        return null;
      }
      const { auth } = await kept.present();
      const { response: found, headers: answered } = await auth.api.getSession({
        headers: clientHeaders({ headers }, origin),
        returnHeaders: true,
      });
      const user = found === null ? null : await loadCaller(db.pool, found.user.id);
      if (found === null || user === null) {
        return null;
      }
      if (user.isSample && !(await holdsForSample(found.session, origin))) {
        return null;
      }
      browser?.setCookies(answered.getSetCookie());
      return { ...user, kind: 'user', sessionId: found.session.id, tokenId: null, scopes: null };
    },
    async reload(caller) {
      const user = caller.userId === null ? null : await loadCaller(db.pool, caller.userId);
      return user === null ? null : { ...caller, ...user };
    },
    identifyToken: (headers, origin, door = 'bearer') => checkToken(headers, origin, door),
    hasBootstrapToken: options.bootstrapToken !== null,
    watch: accessWatch.watch,
    tell: () => accessWatch.look(),
  };
}
