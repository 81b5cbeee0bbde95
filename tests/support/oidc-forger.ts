import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { OIDC_CLIENT } from './oidc-site.ts';

type Claims = Record<string, unknown>;

/** What is wrong with a token: its claims, or who signed it. */
export type Forgery = { change?: (claims: Claims) => Claims; signed?: 'by-another' | 'not' };

/** A provider on loopback whose tokens say whatever a test wants. */
export async function openForger({ change = (claims) => claims, signed }: Forgery) {
  const published = await generateKeyPair('RS256', { extractable: true });
  const hidden = await generateKeyPair('RS256');
  const key = { ...(await exportJWK(published.publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
  let nonce = '';
  const makeToken = (issuer: string): string | Promise<string> => {
    const claims = change(honestClaims(issuer, nonce));
    return signed === 'not'
      ? `${encode({ alg: 'none' })}.${encode(claims)}.`
      : new SignJWT(claims)
          .setProtectedHeader({ alg: 'RS256', kid: 'k' })
          .sign(signed === 'by-another' ? hidden.privateKey : published.privateKey);
  };
  const answers: Record<string, (issuer: string) => unknown> = {
    '/keys': () => ({ keys: [key] }),
    '/token': async (issuer) => ({
      ...{ access_token: 'x', token_type: 'bearer', id_token: await makeToken(issuer) },
    }),
    '/.well-known/openid-configuration': (issuer) => ({
      ...{ issuer, jwks_uri: `${issuer}/keys`, token_endpoint: `${issuer}/token` },
      authorization_endpoint: `${issuer}/authorize`,
    }),
  };
  const server = createServer(async (request, response) => {
    const answer = await answers[request.url ?? '']?.(issuer);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    /** The attempt that the next token is for. */
    answerFor(given: string) {
      nonce = given;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function honestClaims(issuer: string, nonce: string): Claims {
  const now = Math.floor(Date.now() / 1000);
  return {
    ...{ iss: issuer, aud: OIDC_CLIENT.clientId, sub: 'forged', nonce, iat: now, exp: now + 60 },
    ...{ email: 'forged@example.org', email_verified: true, name: 'Forged' },
  };
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
