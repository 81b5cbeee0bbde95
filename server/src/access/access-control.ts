import { AppError } from '@bellwether/shared/errors/app-error';
import { fromNodeHeaders } from 'better-auth/node';
import type { AccessControl, SecretBox } from '../app-context.ts';
import type { Database } from '../db/open-database.ts';
import { createAuth } from './auth/create-auth.ts';
import { findBootstrapCaller } from './bootstrap-token.ts';
import { loadCaller } from './caller.store.ts';

type Options = {
  db: Database;
  secrets: SecretBox;
  publicUrl: () => string;
  /** Null: there is none. */
  bootstrapToken: string | null;
};

/** Finds out who asks. */
export function createAccessControl(options: Options): AccessControl {
  const { db, secrets } = options;
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
    async identifyToken(headers) {
      const token = readToken(headers.authorization);
      if (token === null) {
        return null;
      }
      const bootstrap = findBootstrapCaller(options.bootstrapToken, token);
      if (bootstrap === null) {
        throw new AppError('unauthenticated', 'This token is not known, or no longer valid.', {
          remedy: 'Make one on the page "Tokens", and send it as Authorization: Bearer <token>.',
        });
      }
      return bootstrap;
    },
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

function readToken(authorization: string | undefined): string | null {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? null;
}
