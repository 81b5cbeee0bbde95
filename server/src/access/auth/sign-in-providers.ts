import type { BetterAuthPlugin, OAuthProvider } from 'better-auth';

/** Our ways in beside a password, as the sign-in library takes them. */
export function signInProviders(providers: OAuthProvider[]) {
  return {
    id: 'sign-in-providers',
    init: () => ({ context: { socialProviders: providers } }),
  } satisfies BetterAuthPlugin;
}
