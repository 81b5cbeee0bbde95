import type { AppContext } from '../../app-context.ts';
import type { AuditedState } from '../../audit/note-change.ts';
import { loadAuditedRepository } from './audited-repository.store.ts';

/** A repository as the audit log tells of it. */
export async function auditedRepository(
  { db }: Pick<AppContext, 'db'>,
  id: string,
): Promise<AuditedState> {
  const found = await loadAuditedRepository(db.pool, id);
  return found === null
    ? null
    : {
        subject: { kind: 'repository', id, name: found.name },
        state: { isPaused: found.pausedAt !== null, historyFrom: found.historyFrom },
      };
}
