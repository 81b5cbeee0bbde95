import { AppError } from '@bellwether/shared/errors/app-error';
import type { OAuthProvider } from 'better-auth';
import { githubProvider } from './access/auth/github-provider.ts';
import { oidcProvider } from './access/auth/oidc-provider.ts';
import type { SignInConfig, SignInEnv } from './access/auth/sign-in-config.ts';
import { type Mail, sendThrough } from './access/mail.ts';
import type { MailServer } from './access/mail-server.ts';
import type { AccessControl, AppContext } from './app-context.ts';
import type { Env } from './env.ts';
import { createAdmission } from './features/access/admit-visitor.service.ts';

/** What the environment says of signing in and of mail. */
export function signInEnvOf(env: Env): SignInEnv {
  const { GITHUB_OAUTH_CLIENT_ID: clientId, GITHUB_OAUTH_CLIENT_SECRET: clientSecret } = env;
  const { SMTP_URL: server, SMTP_FROM: from } = env;
  return {
    github:
      clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret },
    smtp: server === undefined || from === undefined ? null : toSmtp(server, from),
  };
}

function toSmtp({ password, ...server }: MailServer, from: string): SignInEnv['smtp'] {
  return { settings: { ...server, from }, password };
}

type ProviderParts = Pick<AppContext, 'db' | 'clock' | 'log' | 'outgoing' | 'githubApiUrl'>;

/** GitHub and the organisation's own provider, as far as they are set up. */
export function createProviders(parts: ProviderParts): (config: SignInConfig) => OAuthProvider[] {
  const { outgoing, githubApiUrl } = parts;
  const admit = createAdmission(parts);
  return ({ github, oidc }) => [
    ...(github === null
      ? []
      : [
          githubProvider({
            ...{ fetch: outgoing.fetch, admit, clientSecret: github.clientSecret },
            clientId: github.settings.clientId,
            apiUrl: github.settings.apiUrl ?? githubApiUrl,
          }),
        ]),
    ...(oidc === null
      ? []
      : [
          oidcProvider({
            ...{ fetch: outgoing.fetch, admit, clientSecret: oidc.clientSecret },
            ...oidc.settings,
          }),
        ]),
  ];
}

/** Sends mail through whatever server is set up at the moment. */
export function createMailer({
  access,
  outgoing,
}: {
  access: AccessControl;
  outgoing: AppContext['outgoing'];
}): AppContext['sendMail'] {
  return async (mail: Mail) => {
    const { smtp } = await access.settings();
    if (smtp === null) {
      throw new AppError('conflict', 'No mail server is set up.', {
        remedy: 'Set one up on the page of sign-in settings.',
      });
    }
    await sendThrough(smtp, outgoing, mail);
  };
}
