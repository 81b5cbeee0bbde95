import type { AppContext } from '../../app-context.ts';
import type { AuditedState } from '../../audit/note-change.ts';
import { findTeamOfPath, loadAuditedPerson, loadAuditedTeam } from './audited-people.store.ts';

type Context = Pick<AppContext, 'db'>;

/** A person as the audit log tells of them. */
export async function auditedPerson({ db }: Context, id: string): Promise<AuditedState> {
  const state = await loadAuditedPerson(db.pool, id);
  return state === null ? null : { subject: { kind: 'person', id, name: state.name }, state };
}

/** A team as the audit log tells of it. */
export async function auditedTeam({ db }: Context, id: string): Promise<AuditedState> {
  const state = await loadAuditedTeam(db.pool, id);
  return state === null ? null : { subject: { kind: 'team', id, name: state.name }, state };
}

/** The team that a path was given to, for a change that names the path alone. */
export async function teamOfPath({ db }: Context, pathId: string): Promise<string | null> {
  return await findTeamOfPath(db.pool, pathId);
}
