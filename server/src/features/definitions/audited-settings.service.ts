import { freshSettings } from '@bellwether/shared/definitions/definitions.schema';
import type { AppContext } from '../../app-context.ts';
import type { AuditedState } from '../../audit/note-change.ts';
import { loadRevisions } from './definitions.store.ts';

/** The newest revision of the settings as the audit log tells of it, whether it is in force yet or not. */
export async function auditedSettings({ db }: Pick<AppContext, 'db'>): Promise<AuditedState> {
  const [newest] = await loadRevisions(db.pool);
  const { snapshot: _, ...settings } = newest?.settings ?? freshSettings;
  return newest === undefined
    ? { subject: { kind: 'definitions', id: '0', name: 'revision 0' }, state: null }
    : {
        subject: {
          kind: 'definitions',
          id: String(newest.revision),
          name: `revision ${newest.revision}`,
        },
        state: { ...settings, state: newest.state, note: newest.note },
      };
}
