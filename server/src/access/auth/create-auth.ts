import { randomUUID } from 'node:crypto';
import { betterAuth, type OAuthProvider } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import { twoFactor } from 'better-auth/plugins';
import type { Database } from '../../db/open-database.ts';
import { CLIENT_ADDRESS } from './client-headers.ts';
import { openSession } from './open-session.ts';
import { signInProviders } from './sign-in-providers.ts';

export type AuthOptions = {
  db: Database;
  /** Signs cookies and encrypts second factors. */
  secret: string;
  /** The address under which people open Bellwether. */
  baseUrl: string;
  /** Begins the names of cookies, so that two installations on one host keep theirs apart. */
  cookiePrefix: string;
  /** GitHub and the organisation's own, as far as they are set up. */
  providers: OAuthProvider[];
};

export type Auth = ReturnType<typeof createAuth>;

export const SESSION_DAYS = 7;
const DAY_SECONDS = 60 * 60 * 24;

/**
 * The sign-in library over our tables. Nobody signs up by themselves: users are made by the services of `access`, and
 * `admitVisitor` before a provider's answer comes here. What providers gave to act for a person is not kept.
 */
export function createAuth({ db, secret, baseUrl, cookiePrefix, providers }: AuthOptions) {
  return betterAuth({
    appName: 'Bellwether',
    baseURL: baseUrl,
    basePath: '/api/auth',
    secret,
    database: prismaAdapter(db.prisma, { provider: 'postgresql', transaction: true }),
    user: { modelName: 'user' },
    session: {
      modelName: 'session',
      expiresIn: DAY_SECONDS * SESSION_DAYS,
      updateAge: DAY_SECONDS,
    },
    account: {
      modelName: 'signInMethod',
      updateAccountOnSignIn: false,
      // One who is signed in may link an account of whatever address; nobody is linked by an address alone.
      accountLinking: {
        enabled: true,
        disableImplicitLinking: true,
        allowDifferentEmails: true,
        trustedProviders: ['github', 'oidc'],
      },
    },
    verification: { modelName: 'verification' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    databaseHooks: {
      account: {
        create: { before: async (account) => ({ data: withoutTokens(account) }) },
        // An account that is linked again is written anew.
        update: { before: async (account) => ({ data: withoutTokens(account) }) },
      },
      session: { create: { before: ({ userId }) => refuseDeactivated(db, userId) } },
    },
    onAPIError: { errorURL: '/sign-in' },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix,
      useSecureCookies: baseUrl.startsWith('https:'),
      database: { generateId: () => randomUUID() },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS] },
    },
    plugins: [twoFactor({ issuer: 'Bellwether' }), signInProviders(providers), openSession()],
  });
}

const NO_TOKENS = {
  ...{ accessToken: null, refreshToken: null, idToken: null, scope: null },
  ...{ accessTokenExpiresAt: null, refreshTokenExpiresAt: null },
};

function withoutTokens<Row extends object>(row: Row) {
  return { ...row, ...NO_TOKENS };
}

async function refuseDeactivated(db: Database, userId: string): Promise<undefined> {
  const { rows } = await db.pool.query(
    'select 1 from users where id = $1 and deactivated_at is null',
    [userId],
  );
  if (rows.length === 0) {
    throw new APIError('FORBIDDEN', { code: 'DEACTIVATED', message: 'deactivated' });
  }
}
