import type { AccountMethods } from '@bellwether/shared/access/account.schema';
import {
  type ProviderAddress,
  type SignInProvider,
  signInProviders,
} from '@bellwether/shared/access/sign-in.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { clientHeaders } from '../../access/auth/client-headers.ts';
import type { SignInConfig } from '../../access/auth/sign-in-config.ts';
import type { AppContext } from '../../app-context.ts';
import { deleteMethod, loadMethods, lockUser, type StoredMethod } from './methods.store.ts';
import { requirePasswordIfAny } from './password.service.ts';
import { requirePublicHost } from './public-host.ts';
import type { OwnSignInContext } from './sign-in-context.types.ts';

/** The button's words of a provider. Null: it is not set up. */
export function labelOf(config: SignInConfig, provider: SignInProvider): string | null {
  return provider === 'github' ? config.github && 'GitHub' : (config.oidc?.settings.label ?? null);
}

/** The ways in that one has, and those that one could add. */
export async function listMethods(app: AppContext, userId: string): Promise<AccountMethods> {
  const config = await app.access.settings();
  const methods = await loadMethods(app.db.pool, userId);
  return {
    methods: methods.map(({ method, accountName, createdAt }) => ({
      method,
      label: method === 'password' ? 'Password' : (labelOf(config, method) ?? method),
      accountName,
      since: createdAt.toISOString(),
      canRemove: hasAnotherWay(methods, method, config),
    })),
    linkable: signInProviders.flatMap((provider) => {
      const label = labelOf(config, provider);
      const isThere = methods.some(({ method }) => method === provider);
      return label === null || isThere ? [] : [{ provider, label }];
    }),
  };
}

/**
 * Where the browser goes to show that an account is one's own. An open browser alone must not add a way in.
 * @throws AppError `not_found` for what is not set up; `invalid_input` for another password
 */
export async function startLinking(
  ctx: OwnSignInContext,
  { provider, password }: { provider: SignInProvider; password?: string | undefined },
): Promise<ProviderAddress> {
  const { app, browser, origin, caller } = ctx;
  if (caller.isSample || labelOf(await app.access.settings(), provider) === null) {
    throw new AppError('not_found', 'This way to sign in is not set up.');
  }
  requirePublicHost(app, browser);
  await requirePasswordIfAny(ctx, password);
  const auth = await app.access.auth();
  const { response, headers } = await auth.api.linkSocialAccount({
    body: { provider, callbackURL: `/account?linked=${provider}`, errorCallbackURL: '/account' },
    headers: clientHeaders(browser, origin),
    returnHeaders: true,
  });
  browser.setCookies(headers.getSetCookie());
  return { url: response.url };
}

/** @throws AppError `conflict` for the last way in; `not_found` for one that is not there */
export async function unlinkMethod(
  ctx: OwnSignInContext,
  { method, password }: { method: StoredMethod['method']; password?: string | undefined },
): Promise<void> {
  const { app, userId } = ctx;
  await requirePasswordIfAny(ctx, password);
  const config = await app.access.settings();
  await app.db.transaction(async (tx) => {
    await lockUser(tx, userId);
    const methods = await loadMethods(tx, userId);
    if (!methods.some((one) => one.method === method)) {
      throw new AppError('not_found', 'This way in is removed already.');
    }
    if (!hasAnotherWay(methods, method, config)) {
      throw new AppError('conflict', 'This is your last way in.', {
        remedy: 'Add another one first.',
      });
    }
    await deleteMethod(tx, userId, method);
  });
}

/** One that is not set up any more is no way in. */
function hasAnotherWay(
  methods: readonly StoredMethod[],
  method: StoredMethod['method'],
  config: SignInConfig,
): boolean {
  return methods.some(
    (other) =>
      other.method !== method &&
      (other.method === 'password' || labelOf(config, other.method) !== null),
  );
}
