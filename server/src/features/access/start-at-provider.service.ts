import { ownPath } from '@bellwether/shared/access/own-path';
import {
  type ProviderAddress,
  providerSignInSchema,
} from '@bellwether/shared/access/sign-in.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { clientHeaders } from '../../access/auth/client-headers.ts';
import { labelOf } from './methods.service.ts';
import { requirePublicHost } from './public-host.ts';
import { readSignInInput } from './read-sign-in-input.ts';
import type { SignInContext } from './sign-in-context.types.ts';
import { loadJoinRuleFacts } from './visitors.store.ts';

/**
 * Where the browser goes to sign in at GitHub or the organisation's provider. Organisations on GitHub are asked to be shown
 * only where a rule lets their members join.
 * @throws AppError `not_found` for a way that is not set up; `upstream_*` when the provider does not answer
 */
export async function startAtProvider(
  { app, browser, origin }: SignInContext,
  given: unknown,
): Promise<ProviderAddress> {
  const { provider, next } = readSignInInput(providerSignInSchema, given);
  if (labelOf(await app.access.settings(), provider) === null) {
    throw new AppError('not_found', 'This way to sign in is not set up.');
  }
  requirePublicHost(app, browser);
  const rules = provider === 'github' ? await loadJoinRuleFacts(app.db.pool) : [];
  const needsOrganizations = rules.some(({ kind }) => kind === 'organization');
  const auth = await app.access.auth();
  const { response, headers } = await auth.api.signInSocial({
    body: {
      provider,
      callbackURL: ownPath(next ?? '/') ?? '/',
      errorCallbackURL: '/sign-in',
      ...(needsOrganizations ? { scopes: ['read:org'] } : {}),
    },
    headers: clientHeaders(browser, origin),
    returnHeaders: true,
  });
  browser.setCookies(headers.getSetCookie());
  return { url: response.url ?? '/sign-in' };
}
