import { AppError } from '@bellwether/shared/errors/app-error';
import { createAppAuth } from '@octokit/auth-app';
import { RequestError } from 'octokit';
import type { GithubCredentials } from '../app-context.ts';
import type { CallGate } from './call-gate.ts';
import type { InstallationToken } from './installation-token.schema.ts';

/** How a call shows who asks. */
export type Authorization = {
  /** The header's value for a path; undefined: the client sends the token itself. */
  header(path: string): Promise<string | undefined>;
  /** GitHub refused it: true when another try, with a new one, may be accepted. */
  renew(path: string): boolean;
};

export const tokenAuthorization: Authorization = {
  header: async () => undefined,
  renew: () => false,
};

const RENEW_BEFORE_MS = 60_000;
/** GitHub takes a signature that is half a minute early, and refuses one that is dated later. */
const NOTABLE_SKEW_SECONDS = 5;

type AppAuthorizationOptions = {
  credentials: Extract<GithubCredentials, { kind: 'app' }>;
  gate: CallGate;
  /** Asks for an installation's token with the App's own signature. */
  askForToken: (installationId: number) => Promise<InstallationToken>;
};

/**
 * An App signs calls about itself with its key, by GitHub's clock, and all others with an installation's token, which it
 * renews before it ends.
 */
export function createAppAuthorization(options: AppAuthorizationOptions): Authorization {
  const { credentials, gate } = options;
  let signedWithSkew = 0;
  const skewSeconds = () => Math.round((gate.now().getTime() - Date.now()) / 1000);
  async function sign(): Promise<string> {
    signedWithSkew = skewSeconds();
    const { appId, privateKey } = credentials;
    const app = createAppAuth({ appId, privateKey, ...{ timeDifference: signedWithSkew } });
    try {
      return `bearer ${(await app({ type: 'app' })).token}`;
    } catch (cause) {
      throw new AppError('invalid_input', 'The private key of the App cannot be used.', {
        field: 'privateKey',
        remedy: 'Make a new key on the App’s page on GitHub and paste the whole file.',
        cause,
      });
    }
  }
  return {
    async header(path) {
      if (isOfAppItself(path) || credentials.installationId === null) {
        return await sign();
      }
      const held = gate.installationToken;
      const isFresh =
        held !== null && held.expiresAt.getTime() - gate.now().getTime() > RENEW_BEFORE_MS;
      const { token } = isFresh ? held : await renewed(options, credentials.installationId);
      return `token ${token}`;
    },
    renew(path) {
      if (isOfAppItself(path)) {
        return Math.abs(skewSeconds() - signedWithSkew) > NOTABLE_SKEW_SECONDS;
      }
      const hadToken = gate.installationToken !== null;
      gate.installationToken = null;
      return hadToken;
    },
  };
}

async function renewed(
  { gate, askForToken }: AppAuthorizationOptions,
  installationId: number,
): Promise<InstallationToken> {
  try {
    gate.installationToken = await askForToken(installationId);
    return gate.installationToken;
  } catch (error) {
    gate.installationToken = null;
    throw installationFailure(error);
  }
}

/** No token because nothing is installed there; other failures stay what they are. */
function installationFailure(error: unknown): unknown {
  if (error instanceof RequestError && error.status === 404) {
    return new AppError('upstream_not_found', 'The App is not installed there any more.', {
      remedy: 'What was read is kept. Install it again on GitHub, and reading goes on by itself.',
      cause: error,
    });
  }
  return error;
}

/** GitHub takes the App's own signature for these alone. */
export function isOfAppItself(path: string): boolean {
  return /^\/app(?:\/|$)/.test(path);
}
