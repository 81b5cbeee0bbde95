import {
  type ConnectionSummary,
  connectInputSchema,
  type ReplaceSecretInput,
} from '@bellwether/shared/connections/connections.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import { connect, connectApp, type SecretGiver } from './connect.service.ts';
import { requireConnection } from './connection-access.ts';
import { toSummary } from './connection-summary.map.ts';

/**
 * Checks a new token of the same account, or a new key of the same App, with GitHub and keeps it in place of the old one.
 * @throws AppError with field `secret` when it is none, or somebody else's
 */
export async function replaceSecret(
  app: AppContext,
  { connectionId, secret }: ReplaceSecretInput,
  giver: SecretGiver,
): Promise<ConnectionSummary> {
  const { kind, apiUrl, appId, login } = await requireConnection(app, connectionId);
  if (kind === 'sample') {
    throw new AppError('conflict', 'The sample team has no secret.');
  }
  try {
    if (kind === 'app') {
      await connectApp(app, { appId: appId ?? '', privateKey: secret, apiUrl }, giver);
    } else {
      await connect(app, { token: readToken(secret), apiUrl }, { ...giver, login });
    }
  } catch (error) {
    throw atSecret(error);
  }
  return toSummary(await requireConnection(app, connectionId));
}

function readToken(secret: string): string {
  const read = connectInputSchema.shape.token.safeParse(secret);
  if (!read.success) {
    const message = read.error.issues[0]?.message ?? 'This is no token.';
    throw new AppError('invalid_input', message, { field: 'token' });
  }
  return read.data;
}

/** The form has one field for either. */
function atSecret(error: unknown): unknown {
  if (!(error instanceof AppError) || (error.field !== 'token' && error.field !== 'privateKey')) {
    return error;
  }
  return new AppError(error.code, error.message, {
    field: 'secret',
    ...(error.remedy === null ? {} : { remedy: error.remedy }),
    cause: error,
  });
}
