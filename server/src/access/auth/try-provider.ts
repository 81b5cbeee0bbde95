import type { OidcSettings } from '@bellwether/shared/access/sign-in-settings.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { z } from 'zod';
import { askProvider } from './ask-provider.ts';
import { githubSiteOf } from './github-site.rules.ts';
import { discover } from './oidc-discovery.ts';

const answerSchema = z.object({ error: z.string().optional() });
const keysSchema = z.object({ keys: z.array(z.unknown()).min(1) });
/** No code that anybody was given: a server that knows us says so, and one that does not complains of us. */
const NO_CODE = 'bellwether-tries-whether-it-is-known';

/** @throws AppError `upstream_*` when GitHub does not answer, or does not know the client */
export async function tryGithub(
  fetchFrom: typeof fetch,
  apiUrl: string,
  clientId: string,
  clientSecret: string,
): Promise<void> {
  const { error } = await askProvider(
    fetchFrom,
    `${githubSiteOf(apiUrl)}/login/oauth/access_token`,
    answerSchema,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_id: clientId, client_secret: clientSecret, code: NO_CODE }),
    },
  );
  if (error !== 'bad_verification_code') {
    throw new AppError(
      'upstream_unauthenticated',
      'GitHub does not know this client, or its secret.',
      {
        remedy: 'Compare both with the OAuth app on GitHub, or make a new secret there.',
      },
    );
  }
}

/** @throws AppError `upstream_*` when the provider does not answer as one, or does not know the client */
export async function tryOidc(
  fetchFrom: typeof fetch,
  { discoveryUrl, clientId }: OidcSettings,
  clientSecret: string,
): Promise<void> {
  const discovery = await discover(fetchFrom, discoveryUrl);
  await askProvider(fetchFrom, discovery.jwks_uri, keysSchema);
  const error = await askForNothing(fetchFrom, discovery.token_endpoint, clientId, clientSecret);
  if (error === 'invalid_client' || error === 'unauthorized_client') {
    throw new AppError(
      'upstream_unauthenticated',
      'The provider does not know this client, or its secret.',
      {
        remedy: 'Compare both with what is entered there.',
      },
    );
  }
}

async function askForNothing(
  fetchFrom: typeof fetch,
  tokenUrl: string,
  clientId: string,
  clientSecret: string,
): Promise<string | undefined> {
  const credentials = [clientId, clientSecret].map(encodeURIComponent).join(':');
  const response = await fetchFrom(tokenUrl, {
    method: 'POST',
    redirect: 'error',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
    },
    body: `grant_type=authorization_code&code=${NO_CODE}&redirect_uri=https%3A%2F%2Fbellwether.invalid`,
  }).catch((cause: unknown) => {
    throw new AppError('upstream_unavailable', `${new URL(tokenUrl).host} did not answer.`, {
      cause,
    });
  });
  const parsed = answerSchema.safeParse(await response.json().catch(() => null));
  return parsed.success ? parsed.data.error : undefined;
}
