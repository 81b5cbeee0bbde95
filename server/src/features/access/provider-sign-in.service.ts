import { ownPath } from '@bellwether/shared/access/own-path';
import {
  type Refusal,
  type SignInProvider,
  signInProviderSchema,
} from '@bellwether/shared/access/sign-in.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { clientHeaders } from '../../access/auth/client-headers.ts';
import { RefusedError } from '../../access/auth/refused-error.ts';
import { noteRefused, noteSignedIn } from './note-sign-in.ts';
import { refusalOf } from './refusal-of.rules.ts';
import type { SignInContext } from './sign-in-context.types.ts';

/**
 * Somebody comes back from GitHub or the organisation's provider. Whatever happened, they see one of our own pages.
 * @returns its path
 */
export async function finishAtProvider(
  ctx: SignInContext,
  given: string,
  query: Record<string, string>,
): Promise<string> {
  const provider = signInProviderSchema.safeParse(given);
  if (!provider.success) {
    throw new AppError('not_found', 'There is no such way to sign in.');
  }
  try {
    return await finish(ctx, provider.data, query);
  } catch (error) {
    const refusal = error instanceof RefusedError ? error.refusal : 'provider-failed';
    const name = error instanceof RefusedError ? error.claimedName : 'somebody';
    if (!(error instanceof RefusedError)) {
      ctx.app.log.warn({ err: error, provider: provider.data }, 'a sign-in provider failed');
    }
    await noteRefused(ctx, name, provider.data, refusal);
    return pageFor(ctx, refusal, null);
  }
}

async function finish(
  ctx: SignInContext,
  provider: SignInProvider,
  query: Record<string, string>,
): Promise<string> {
  const { app, browser, origin } = ctx;
  const auth = await app.access.auth();
  const response = await auth.api.callbackOAuth({
    method: 'GET',
    params: { id: provider },
    query,
    headers: clientHeaders(browser, origin),
    asResponse: true,
  });
  const to = new URL(response.headers.get('location') ?? '/sign-in', 'http://here');
  const failure = to.searchParams.get('error');
  if (failure !== null) {
    const refusal = refusalOf(failure);
    browser.setCookies(response.headers.getSetCookie());
    await noteRefused(ctx, 'somebody', provider, refusal);
    return pageFor(ctx, refusal, to.pathname);
  }
  const cookies = response.headers.getSetCookie();
  const { authCookies } = await auth.$context;
  if (cookies.some((cookie) => cookie.startsWith(`${authCookies.sessionToken.name}=`))) {
    await noteSignedIn(ctx, cookies, provider);
  } else {
    browser.setCookies(cookies);
    await noteLinked(ctx, provider);
  }
  return ownPath(`${to.pathname}${to.search}${to.hash}`) ?? '/';
}

async function noteLinked({ app, caller, origin }: SignInContext, provider: SignInProvider) {
  app.access.tell();
  await app.audit.record({
    ...{ action: 'access.methodLinked', outcome: 'done', caller, origin },
    after: { provider },
  });
}

/** Who is signed in came to link an account; everybody else to sign in. */
function pageFor({ caller }: SignInContext, refusal: Refusal, path: string | null): string {
  const page = path === '/account' || (path === null && caller !== null) ? '/account' : '/sign-in';
  return `${page}?refused=${refusal}`;
}
