import { z } from 'zod';
import { askProvider } from './ask-provider.ts';

const tokensSchema = z.object({
  access_token: z.string().min(1),
  id_token: z.string().min(1).optional(),
});

export type CodeExchange = {
  tokenUrl: string;
  clientId: string;
  clientSecret: string;
  /** How the provider wants to see them. */
  authentication: 'basic' | 'post';
};

/** Gives the code of a sign-in for what proves who it was. Used once, and kept nowhere. */
export async function exchangeCode(
  fetchFrom: typeof fetch,
  { tokenUrl, clientId, clientSecret, authentication }: CodeExchange,
  data: { code: string; redirectURI: string; codeVerifier?: string | undefined },
): Promise<{ accessToken: string; idToken?: string }> {
  const isBasic = authentication === 'basic';
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: data.code,
    redirect_uri: data.redirectURI,
    ...(data.codeVerifier === undefined ? {} : { code_verifier: data.codeVerifier }),
    ...(isBasic ? {} : { client_id: clientId, client_secret: clientSecret }),
  });
  const answer = await askProvider(fetchFrom, tokenUrl, tokensSchema, {
    method: 'POST',
    body: body.toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(isBasic ? { authorization: basic(clientId, clientSecret) } : {}),
    },
  });
  const { access_token: accessToken, id_token: idToken } = answer;
  return idToken === undefined ? { accessToken } : { accessToken, idToken };
}

/** RFC 6749 §2.3.1: both are encoded as in a form first. */
function basic(clientId: string, clientSecret: string): string {
  const encoded = [clientId, clientSecret].map(encodeURIComponent).join(':');
  return `Basic ${Buffer.from(encoded).toString('base64')}`;
}
