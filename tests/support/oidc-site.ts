import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

/** Somebody whom the organisation's provider knows. */
export type OidcPerson = {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
};

export const OIDC_CLIENT = { clientId: 'bellwether-test', clientSecret: 'planted-oidc-secret-9f2' };

/** An organisation's provider on loopback; whoever comes is `person`, without being asked. */
export async function openOidcSite(redirectUris: () => string[]) {
  let person: OidcPerson = { sub: 'nobody' };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = await createProvider(issuer, redirectUris, () => person);
  const handle = provider.callback();
  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/interaction/') === true) {
      await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
      return;
    }
    handle(request, response);
  };
  return {
    issuer,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    become(next: OidcPerson) {
      person = next;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function createProvider(
  issuer: string,
  redirectUris: () => string[],
  person: () => OidcPerson,
): Promise<Provider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider = new Provider(issuer, {
    clients: [
      {
        ...{ client_id: OIDC_CLIENT.clientId, client_secret: OIDC_CLIENT.clientSecret },
        redirect_uris: redirectUris(),
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'test', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['a-key-of-tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    // As many do: the address is told to who asks, and stands in no token.
    conformIdTokenClaims: true,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ ...person() }) }),
    async loadExistingGrant(ctx) {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId ?? '',
        accountId: ctx.oidc.session?.accountId ?? '',
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  return provider;
}
