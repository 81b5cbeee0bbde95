import type {
  SignInSettingName,
  SignInSettingTest,
} from '@bellwether/shared/access/sign-in-settings.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { tryGithub, tryOidc } from '../../access/auth/try-provider.ts';
import { loadCredential } from './credentials.store.ts';
import type { SignInContext } from './sign-in-context.types.ts';

/** Tries what is in force, and says in words how it went. */
export async function testSignInSetting(
  ctx: SignInContext,
  name: SignInSettingName,
): Promise<SignInSettingTest> {
  try {
    return { works: true, message: await tryOut(ctx, name), remedy: null };
  } catch (error) {
    if (error instanceof AppError && error.code !== 'internal') {
      return { works: false, message: error.message, remedy: error.remedy };
    }
    throw error;
  }
}

async function tryOut(ctx: SignInContext, name: SignInSettingName): Promise<string> {
  const { app } = ctx;
  const config = await app.access.settings();
  const { fetch: fetchFrom } = app.outgoing;
  if (name === 'smtp') {
    return mailToCaller(ctx);
  }
  if (name === 'github' && config.github !== null) {
    const { settings, clientSecret } = config.github;
    await tryGithub(
      fetchFrom,
      settings.apiUrl ?? app.githubApiUrl,
      settings.clientId,
      clientSecret,
    );
    return 'GitHub knows the client ID and its secret.';
  }
  if (name === 'oidc' && config.oidc !== null) {
    const { settings, clientSecret } = config.oidc;
    await tryOidc(fetchFrom, settings, clientSecret);
    return 'The provider answers, and knows the client ID and its secret.';
  }
  throw new AppError('not_found', 'This is not set up.', { remedy: 'Save it first.' });
}

async function mailToCaller({ app, caller }: SignInContext): Promise<string> {
  const me = caller?.userId == null ? null : await loadCredential(app.db.pool, caller.userId);
  if (me === null) {
    throw new AppError('conflict', 'There is no address to send a mail to.', {
      remedy: 'Sign in, and try again.',
    });
  }
  await app.limits.take({ limit: 'mail', key: `test ${me.email}` });
  await app.sendMail({
    to: me.email,
    subject: 'Bellwether can send mail',
    text: `Hello ${me.name},\n\nthis mail was asked for on the page of sign-in settings. Sending works.`,
  });
  return `A mail is on its way to ${me.email}.`;
}
