import { z } from 'zod';
import type { Github } from './open-github.ts';
import type { TokenFacts } from './token-rights.map.ts';

/** Asks GitHub whose token it is. @throws AppError `upstream_unauthenticated` when GitHub does not know it. */
export async function fetchTokenFacts(github: Github, token: string): Promise<TokenFacts> {
  const { data, headers } = await github.rest('/user', {}, z.object({ login: z.string() }));
  return {
    login: data.login,
    token,
    scopesHeader: textOf(headers['x-oauth-scopes']),
    expirationHeader: textOf(headers['github-authentication-token-expiration']),
  };
}

function textOf(header: unknown): string | null {
  return typeof header === 'string' ? header : null;
}
