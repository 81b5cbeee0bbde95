import type {
  ConnectAppInput,
  ConnectInput,
  ConnectionSummary,
} from '@bellwether/shared/connections/connections.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { readPrivateKey } from '../../access/private-key.ts';
import type { AppContext, FoundInstallation } from '../../app-context.ts';
import { requireConnection } from './connection-access.ts';
import { toSummary } from './connection-summary.map.ts';
import { type CheckedConnection, findSecret, keepConnection } from './connections.store.ts';
import { dismissSample } from './sample.service.ts';

const TOKEN_HINT_LENGTH = 4;
const KEY_HINT_LENGTH = 8;

/** Who gives a secret, as they are called now. */
export type SecretGiver = { setBy: string };

/** What was found out, with the secret as it was given. */
type Checked = Omit<CheckedConnection, 'secretCiphertext' | 'secretSetAt' | 'secretSetBy'> & {
  secret: string;
};

/**
 * Checks the token with GitHub and keeps it, encrypted. The same account at the same address again
 * replaces the token and keeps the repositories.
 * @throws AppError `upstream_unauthenticated` with field `token` when GitHub does not know the token, `invalid_input` when
 * it is another account's than `login`
 */
export async function connect(
  app: AppContext,
  input: ConnectInput,
  { setBy, login = null }: SecretGiver & { login?: string | null },
): Promise<ConnectionSummary> {
  const apiUrl = await addressOf(app, input.apiUrl);
  const rights = await answering(apiUrl, input.apiUrl, () =>
    app.github.checkToken({ kind: 'token', apiUrl, token: input.token }),
  );
  refuseStranger(rights.login, login);
  const checked: Checked = {
    identity: `token ${apiUrl} ${rights.login.toLowerCase()}`,
    kind: 'token',
    ...{ apiUrl, login: rights.login, appId: null, installationId: null },
    ...{ historyMonths: null, suspendedAt: null, rights, checkedAt: app.clock() },
    ...{ secret: input.token, secretHint: input.token.slice(-TOKEN_HINT_LENGTH) },
  };
  return await keep(app, checked, { setBy });
}

/**
 * Checks an App's key with GitHub and keeps a connection for each place where it is installed; their repositories are found
 * by themselves. Without `historyMonths` what was chosen before stays; a new one reads all of its history.
 * @throws AppError `invalid_input` or `upstream_unauthenticated` with field `privateKey` when the key is none, or another App's
 */
export async function connectApp(
  app: AppContext,
  input: Omit<ConnectAppInput, 'historyMonths'> & Partial<ConnectAppInput>,
  { setBy }: SecretGiver,
): Promise<ConnectionSummary[]> {
  const apiUrl = await addressOf(app, input.apiUrl);
  const { pem, fingerprint } = readPrivateKey(input.privateKey);
  const { appId, historyMonths = null } = input;
  const keepsHistoryMonths = input.historyMonths === undefined;
  const installations = await answering(apiUrl, input.apiUrl, () =>
    app.github.listInstallations({
      ...{ kind: 'app', apiUrl, appId, privateKey: pem },
      installationId: null,
    }),
  );
  if (installations.length === 0) {
    throw new AppError('not_found', 'The App is not installed anywhere yet.', {
      field: 'appId',
      remedy: 'Install it on GitHub for an account or an organisation, then try again.',
    });
  }
  const kept: ConnectionSummary[] = [];
  for (const installation of installations) {
    const connection = installationColumns(installation, apiUrl);
    const secret = { secret: pem, secretHint: hintOf(fingerprint) };
    const found = { appId, historyMonths, checkedAt: app.clock() };
    const checked = { ...connection, ...found, ...secret };
    kept.push(await keep(app, checked, { keepsHistoryMonths, setBy }));
  }
  await dismissSample(app);
  return kept;
}

function installationColumns(installation: FoundInstallation, apiUrl: string) {
  const { installationId, login, suspendedAt, rights } = installation;
  const identity = `app ${apiUrl} ${installationId}`;
  return { identity, kind: 'app', apiUrl, login, installationId, suspendedAt, rights } as const;
}

function hintOf(fingerprint: string): string {
  return fingerprint.slice(0, KEY_HINT_LENGTH);
}

/** Keeps it and has read what depends on it: a new secret may open what the old one could not. */
async function keep(
  app: AppContext,
  checked: Checked,
  options: SecretGiver & { keepsHistoryMonths?: boolean },
): Promise<ConnectionSummary> {
  const { secret, ...found } = checked;
  const sealed = await seal(app, checked, options.setBy);
  const { id } = await keepConnection(app.db, { ...found, ...sealed }, options);
  const connection = await requireConnection(app, id);
  for (const repository of connection.repositories) {
    await app.sync.request({ kind: 'pass', repositoryId: repository.id }, 'person');
  }
  await app.sync.request({ kind: 'discover', connectionId: id }, 'person');
  return toSummary(connection);
}

/** The environment gives the same secret at each start: it is as old as it was. */
async function seal(app: AppContext, { identity, secret }: Checked, setBy: string) {
  const known = await findSecret(app.db, identity);
  const isSame = known !== null && known.setBy === setBy && opens(app, known.ciphertext, secret);
  return {
    secretCiphertext: app.secrets.seal(secret),
    secretSetAt: (isSame ? known.setAt : null) ?? app.clock(),
    secretSetBy: setBy,
  };
}

function opens(app: AppContext, ciphertext: string, secret: string): boolean {
  try {
    return app.secrets.open(ciphertext) === secret;
  } catch {
    // It was sealed with another key: what is given now replaces it.
    return false;
  }
}

/** A connection goes on with a token of the same account. `login` null: it may be anybody's. */
function refuseStranger(found: string, login: string | null): void {
  if (login !== null && found.toLowerCase() !== login.toLowerCase()) {
    throw new AppError('invalid_input', `This is a token of ${found}, not of ${login}.`, {
      field: 'token',
      remedy: 'Connect it beside this one with "Connect another".',
    });
  }
}

/** @throws AppError `invalid_input` with field `apiUrl` where what was entered is no address of a GitHub */
async function addressOf(app: AppContext, given: string | undefined): Promise<string> {
  if (given !== undefined) {
    await app.outgoing.refuseInner(given, 'apiUrl');
  }
  return (given ?? app.githubApiUrl).replace(/(?<!\/)\/+$/, '');
}

/** Somebody waits at the form: an address that does not answer is theirs to mend, not ours to try again. */
async function answering<T>(
  apiUrl: string,
  given: string | undefined,
  ask: () => Promise<T>,
): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof AppError && error.code === 'upstream_unavailable') {
      throw new AppError(error.code, `GitHub does not answer at ${apiUrl}.`, {
        ...(given === undefined ? {} : { field: 'apiUrl' }),
        remedy: 'Check the address and the way there, then try again.',
        cause: error,
      });
    }
    throw error;
  }
}
