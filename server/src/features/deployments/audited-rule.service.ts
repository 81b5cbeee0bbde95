import type { AppContext } from '../../app-context.ts';
import type { AuditedState } from '../../audit/note-change.ts';
import { loadRepositoryNames, loadRules } from './deployments.store.ts';

/** The rule of a repository (null: of all that have none of their own) as the audit log tells of it. */
export async function auditedRule(
  { db }: Pick<AppContext, 'db'>,
  repositoryId: string | null,
): Promise<AuditedState> {
  const rules = await loadRules(db);
  const names = repositoryId === null ? [] : await loadRepositoryNames(db);
  return {
    subject: {
      kind: 'deployment rule',
      id: repositoryId,
      name:
        repositoryId === null
          ? 'all repositories'
          : (names.find(({ id }) => id === repositoryId)?.repository ?? null),
    },
    state: repositoryId === null ? rules.forAll : (rules.own.get(repositoryId) ?? null),
  };
}
