import { AppError } from '@bellwether/shared/errors/app-error';
import { z } from 'zod';
import { askProvider } from './ask-provider.ts';

const endpoint = z.url({ protocol: /^https?$/ });

const discoverySchema = z.object({
  issuer: endpoint,
  authorization_endpoint: endpoint,
  token_endpoint: endpoint,
  jwks_uri: endpoint,
  userinfo_endpoint: endpoint.optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
});
export type Discovery = z.output<typeof discoverySchema>;

const SUFFIX = '/.well-known/openid-configuration';

/**
 * What a provider says of itself. The issuer must be whom the address names, so that one provider cannot speak for another.
 * @throws AppError `upstream_*`
 */
export async function discover(fetchFrom: typeof fetch, discoveryUrl: string): Promise<Discovery> {
  const discovery = await askProvider(fetchFrom, discoveryUrl, discoverySchema);
  const named = discoveryUrl.endsWith(SUFFIX) ? discoveryUrl.slice(0, -SUFFIX.length) : null;
  const issuer = discovery.issuer.replace(/\/$/, '');
  if (named !== null && named.replace(/\/$/, '') !== issuer) {
    throw new AppError(
      'upstream_invalid_answer',
      `The provider at ${new URL(discoveryUrl).host} calls itself ${issuer}.`,
      { remedy: `Enter ${issuer}${SUFFIX} as its address.` },
    );
  }
  return discovery;
}
