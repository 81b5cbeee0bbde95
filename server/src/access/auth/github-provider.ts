import type { OAuthProvider } from 'better-auth';
import { createAuthorizationURL } from 'better-auth/oauth2';
import { z } from 'zod';
import { askProvider } from './ask-provider.ts';
import { exchangeCode } from './exchange-code.ts';
import { githubSiteOf } from './github-site.rules.ts';
import { receiveVisitor, type VisitorProfile } from './receive-visitor.ts';
import type { Admit, Visitor } from './visitor.types.ts';

const userSchema = z.object({
  node_id: z.string().min(1),
  login: z.string().min(1),
  name: z.string().nullish(),
});
const emailsSchema = z.array(
  z.object({ email: z.string(), verified: z.boolean(), primary: z.boolean() }),
);
const membershipsSchema = z.array(
  z.object({ state: z.string(), organization: z.object({ login: z.string() }) }),
);

export type GithubProviderOptions = {
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  fetch: typeof fetch;
  admit: Admit;
};

/** GitHub as a way to sign in: what it lets the server read is read once, to know who comes, and thrown away. */
export function githubProvider(options: GithubProviderOptions): OAuthProvider<VisitorProfile> {
  const { apiUrl, clientId, clientSecret, admit } = options;
  const site = githubSiteOf(apiUrl);
  return {
    id: 'github',
    name: 'GitHub',
    disableSignUp: true,
    options: { disableSignUp: true },
    accountSubject: ({ profile }) => profile.accountId,
    createAuthorizationURL: ({ state, codeVerifier, redirectURI, scopes = [] }) =>
      createAuthorizationURL({
        ...{ id: 'github', options: { clientId }, state, codeVerifier, redirectURI },
        authorizationEndpoint: `${site}/login/oauth/authorize`,
        scopes: ['read:user', 'user:email', ...scopes],
      }),
    validateAuthorizationCode: (data) =>
      exchangeCode(
        options.fetch,
        {
          ...{ clientId, clientSecret, authentication: 'post' },
          tokenUrl: `${site}/login/oauth/access_token`,
        },
        data,
      ),
    getUserInfo: async ({ accessToken = '' }) =>
      receiveVisitor(await readVisitor(options, accessToken), admit),
  };
}

async function readVisitor(
  { apiUrl, fetch: fetchFrom }: GithubProviderOptions,
  accessToken: string,
): Promise<Visitor> {
  const ask = <Schema extends z.ZodType>(path: string, schema: Schema) =>
    askProvider(fetchFrom, `${apiUrl}${path}`, schema, {
      headers: {
        authorization: `Bearer ${accessToken}`,
        accept: 'application/vnd.github+json',
        'user-agent': 'bellwether',
      },
    });
  const user = await ask('/user', userSchema);
  const emails = await ask('/user/emails?per_page=100', emailsSchema);
  return {
    provider: 'github',
    accountId: user.node_id,
    accountName: user.login,
    name: user.name?.trim() || user.login,
    verifiedEmails: verifiedOf(emails),
    organizations: async () =>
      (await ask('/user/memberships/orgs?state=active&per_page=100', membershipsSchema))
        .filter(({ state }) => state === 'active')
        .map(({ organization }) => organization.login.toLowerCase()),
  };
}

/** The primary one first. Addresses that GitHub makes up to hide the real one reach nobody. */
function verifiedOf(emails: z.output<typeof emailsSchema>): string[] {
  return emails
    .filter(({ email, verified }) => verified && !email.endsWith('@users.noreply.github.com'))
    .sort((a, b) => Number(b.primary) - Number(a.primary))
    .map(({ email }) => email.toLowerCase());
}
