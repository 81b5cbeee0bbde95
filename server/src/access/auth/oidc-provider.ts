import type { OAuthProvider } from 'better-auth';
import { createAuthorizationURL } from 'better-auth/oauth2';
import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import { z } from 'zod';
import { askProvider } from './ask-provider.ts';
import { exchangeCode } from './exchange-code.ts';
import { type Discovery, discover } from './oidc-discovery.ts';
import { receiveVisitor, type VisitorProfile } from './receive-visitor.ts';
import type { Admit, Visitor } from './visitor.types.ts';

const claimsSchema = z.object({
  sub: z.string().min(1),
  email: z.string().nullish(),
  /** Some say it as a word. */
  email_verified: z.union([z.boolean(), z.stringbool()]).nullish(),
  name: z.string().nullish(),
  preferred_username: z.string().nullish(),
});
type Claims = z.output<typeof claimsSchema>;

const CLOCK_TOLERANCE_SECONDS = 60;
/** A provider's own keys sign; what needs the shared secret, or nothing at all, is not taken. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'EdDSA',
];

export type OidcProviderOptions = {
  discoveryUrl: string;
  label: string;
  clientId: string;
  clientSecret: string;
  fetch: typeof fetch;
  admit: Admit;
};

/**
 * The organisation's own provider as a way to sign in. Its id token must be signed with its keys, for this client and this
 * very attempt. The addresses are read from its discovery document each time, so that a change there is followed and a
 * provider that is down is nobody else's trouble.
 */
export function oidcProvider(options: OidcProviderOptions): OAuthProvider<VisitorProfile> {
  const { clientId, clientSecret, label, discoveryUrl, admit } = options;
  const discovered = () => discover(options.fetch, discoveryUrl);
  return {
    id: 'oidc',
    name: label,
    disableSignUp: true,
    options: { disableSignUp: true },
    requiresIdTokenNonce: true,
    accountSubject: ({ profile }) => profile.accountId,
    createAuthorizationURL: async ({ state, codeVerifier, redirectURI, idTokenNonce }) =>
      createAuthorizationURL({
        ...{ id: 'oidc', options: { clientId }, state, codeVerifier, redirectURI },
        ...(idTokenNonce === undefined ? {} : { nonce: idTokenNonce }),
        authorizationEndpoint: (await discovered()).authorization_endpoint,
        scopes: ['openid', 'email', 'profile'],
      }),
    async validateAuthorizationCode(data) {
      const discovery = await discovered();
      const exchange = {
        ...{ clientId, clientSecret, tokenUrl: discovery.token_endpoint },
        authentication: authenticationOf(discovery),
      };
      return exchangeCode(options.fetch, exchange, data);
    },
    async getUserInfo({ accessToken = '', idToken, expectedIdTokenNonce }) {
      const discovery = await discovered();
      const claims = await readClaims(options, discovery, idToken, expectedIdTokenNonce);
      const complete = await completeClaims(options, discovery, claims, accessToken);
      return receiveVisitor(toVisitor(discovery.issuer, complete), admit);
    },
  };
}

function authenticationOf({
  token_endpoint_auth_methods_supported: methods,
}: Discovery): 'basic' | 'post' {
  // What is not said means basic.
  return methods === undefined || methods.includes('client_secret_basic') ? 'basic' : 'post';
}

async function readClaims(
  { clientId, fetch: fetchFrom }: OidcProviderOptions,
  { issuer, jwks_uri: jwksUri }: Discovery,
  idToken: string | undefined,
  nonce: string | undefined,
): Promise<Claims> {
  if (idToken === undefined) {
    throw new Error('The provider sent no id token.');
  }
  const keys = createRemoteJWKSet(new URL(jwksUri), { [customFetch]: fetchFrom });
  const { payload } = await jwtVerify(idToken, keys, {
    ...{ issuer, audience: clientId, algorithms: ALGORITHMS },
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ['sub', 'exp', 'iat'],
  });
  if (nonce === undefined || payload.nonce !== nonce) {
    throw new Error('The id token is of another attempt.');
  }
  return claimsSchema.parse(payload);
}

/** Some keep the address out of the token, and tell it when they are asked. */
async function completeClaims(
  { fetch: fetchFrom }: OidcProviderOptions,
  { userinfo_endpoint: userInfoUrl }: Discovery,
  claims: Claims,
  accessToken: string,
): Promise<Claims> {
  if ((claims.email ?? '') !== '' || userInfoUrl === undefined) {
    return claims;
  }
  const told = await askProvider(fetchFrom, userInfoUrl, claimsSchema, {
    headers: { authorization: `Bearer ${accessToken}` },
  });
  // OpenID Connect Core §5.3.2: another subject's words are not to be used.
  return told.sub === claims.sub ? told : claims;
}

/** A subject is somebody only with its issuer: another provider may give the same one to somebody else. */
function toVisitor(issuer: string, claims: Claims): Visitor {
  const email = claims.email?.toLowerCase() ?? null;
  const accountName = email ?? claims.preferred_username ?? claims.sub;
  return {
    provider: 'oidc',
    accountId: `${issuer} ${claims.sub}`,
    accountName,
    name: claims.name?.trim() || accountName,
    verifiedEmails: email !== null && claims.email_verified === true ? [email] : [],
    organizations: async () => [],
  };
}
