import { tokenRightsSchema } from '@bellwether/shared/connections/connections.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { GithubAccess, GithubCredentials } from '../../app-context.ts';
import { describeClock } from './check-database.ts';
import { attention, ok, wrong } from './finding.ts';
import type { Finding } from './finding.types.ts';
import type { StoredConnection } from './records.store.ts';

const PATIENCE_MS = 10_000;

/** Whether GitHub's address answers, and how its clock stands to ours. No token is sent. */
export async function checkGithubAddress(apiUrl: string, ask: typeof fetch): Promise<Finding[]> {
  try {
    const beforeMs = Date.now();
    const response = await ask(`${apiUrl}/rate_limit`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    const told = Date.parse(response.headers.get('date') ?? '');
    const answers = ok('GitHub', `${apiUrl} answers.`);
    if (Number.isNaN(told)) {
      return [answers];
    }
    // The header has whole seconds: on average half of one is missing.
    const aheadMs = (beforeMs + Date.now()) / 2 - (told + 500);
    return [answers, describeClock(new URL(apiUrl).host, aheadMs)];
  } catch (error) {
    return [
      wrong(
        'GitHub',
        `${apiUrl} cannot be reached (${reasonOf(error)}).`,
        'Check the network, the proxy and the firewall of this machine, and the address.',
      ),
    ];
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (cause instanceof Error) {
    return 'code' in cause && typeof cause.code === 'string' ? cause.code : cause.message;
  }
  return String(cause);
}

/** Whether GitHub accepts what a connection shows, and which rights it lacks. */
export async function checkConnection(
  connection: StoredConnection,
  secret: string,
  github: GithubAccess,
): Promise<Finding[]> {
  const name = connection.login ?? connection.apiUrl;
  if (connection.suspendedAt !== null) {
    return [
      attention(
        'connection',
        `${name}: GitHub says that the App's installation is suspended or gone.`,
        'Take the suspension back on GitHub, or remove the connection.',
      ),
    ];
  }
  try {
    await github.checkToken(credentialsOf(connection, secret));
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    return [wrong('connection', `${name}: ${error.message}`, error.remedy ?? 'Connect it again.')];
  }
  const rights = tokenRightsSchema.safeParse(connection.rights);
  const lacking = rights.success
    ? rights.data.abilities.filter(({ granted }) => granted === 'no')
    : [];
  return lacking.length === 0
    ? [ok('connection', `${name}: GitHub accepts it.`)]
    : lacking.map(({ explanation }) =>
        attention('connection', `${name}: ${explanation}`, 'Give it this right on GitHub.'),
      );
}

function credentialsOf(connection: StoredConnection, secret: string): GithubCredentials {
  const { apiUrl, appId, installationId } = connection;
  if (connection.kind !== 'app') {
    return { kind: 'token', apiUrl, token: secret };
  }
  return {
    ...{ kind: 'app', apiUrl, appId: appId ?? '', privateKey: secret },
    installationId: installationId === null ? null : Number(installationId),
  };
}
