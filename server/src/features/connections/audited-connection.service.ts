import type { AppContext } from '../../app-context.ts';
import type { AuditedState } from '../../audit/note-change.ts';
import { listConnections } from './connections.service.ts';

/** A connection as the audit log tells of it: never its secrets, only that they are set. */
export async function auditedConnection(
  app: AppContext,
  connectionId: string,
): Promise<AuditedState> {
  const found = (await listConnections(app)).find(({ id }) => id === connectionId);
  if (found === undefined) {
    return null;
  }
  const { kind, apiUrl, login, repositories, secretHint, webhookSecretHint } = found;
  return {
    subject: { kind: 'connection', id: connectionId, name: login ?? apiUrl },
    state: {
      ...{ kind, apiUrl, login, secretEndsIn: secretHint, secretSetAt: found.secretSetAt },
      webhookSecretEndsIn: webhookSecretHint,
      repositories: repositories.map(({ repository }) => repository),
    },
  };
}
