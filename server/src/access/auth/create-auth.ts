import { randomUUID } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import type { Database } from '../../db/open-database.ts';

export type AuthOptions = {
  db: Database;
  /** Signs cookies and encrypts second factors. */
  secret: string;
  /** The address under which people open Bellwether. */
  baseUrl: string;
};

export type Auth = ReturnType<typeof createAuth>;

/** The sign-in library over our tables. Nobody signs up by themselves: users are made by the services of `access`. */
export function createAuth({ db, secret, baseUrl }: AuthOptions) {
  return betterAuth({
    appName: 'Bellwether',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: prismaAdapter(db.prisma, { provider: 'postgresql', transaction: true }),
    user: { modelName: 'user' },
    session: { modelName: 'session', expiresIn: 60 * 60 * 24 * 7, updateAge: 60 * 60 * 24 },
    account: { modelName: 'signInMethod' },
    verification: { modelName: 'verification' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'bellwether',
      useSecureCookies: baseUrl.startsWith('https:'),
      database: { generateId: () => randomUUID() },
    },
  });
}
