import { createHash } from 'node:crypto';
import type { OAuthProvider } from 'better-auth';
import type { SecretBox } from '../../app-context.ts';
import type { Database } from '../../db/open-database.ts';
import type { Log } from '../../log.ts';
import { SIGN_IN_PURPOSE } from './auth-secret.ts';
import { type Auth, createAuth } from './create-auth.ts';
import { loadInstance } from './sign-in-config.store.ts';
import { loadSignInConfig, type SignInConfig, type SignInEnv } from './sign-in-config.ts';

type Options = {
  db: Database;
  log: Log;
  secrets: SecretBox;
  env: SignInEnv;
  publicUrl: () => string;
  /** What GitHub and the organisation's own provider are to the library. */
  toProviders: (config: SignInConfig) => OAuthProvider[];
};

export type AuthInForce = { auth: Auth; config: SignInConfig };

/**
 * The sign-in library with the settings in force. They are read anew when their version moved, on whatever server that
 * was; `present` is content with the last ones, for what no setting changes.
 */
export function keepAuth(options: Options): {
  newest(): Promise<AuthInForce>;
  present(): Promise<AuthInForce>;
} {
  const { db, log, secrets, env } = options;
  let made: Promise<AuthInForce> | null = null;
  const make = async (): Promise<AuthInForce> => {
    const config = await loadSignInConfig(db.pool, secrets, env, (name, error) =>
      log.error({ err: error, setting: name }, 'a sign-in setting cannot be read'),
    );
    const auth = createAuth({
      db,
      secret: secrets.derive(SIGN_IN_PURPOSE),
      baseUrl: options.publicUrl(),
      cookiePrefix: cookiePrefixOf(config.instanceId),
      providers: options.toProviders(config),
    });
    return { auth, config };
  };
  const remake = () => {
    const making = make();
    made = making;
    making.catch(() => {
      made = null;
    });
    return making;
  };
  return {
    present: () => made ?? remake(),
    async newest() {
      const held = await (made ?? remake());
      const { version } = await loadInstance(db.pool);
      return version === held.config.version ? held : await remake();
    },
  };
}

/** Cookies know no ports: two installations on one host tell theirs apart by name. */
function cookiePrefixOf(instanceId: string): string {
  return `bellwether-${createHash('sha256').update(instanceId).digest('hex').slice(0, 8)}`;
}
