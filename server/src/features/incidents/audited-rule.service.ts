import type { AppContext } from '../../app-context.ts';
import { describeRule } from '../../audit/audited-rule.rules.ts';
import type { AuditedState } from '../../audit/note-change.ts';
import { loadRepositoryNames, loadRules } from './incidents.store.ts';

/** The rule of a repository (null: of all that have none of their own) as the audit log tells of it. */
export async function auditedRule(
  { db }: Pick<AppContext, 'db'>,
  repositoryId: string | null,
): Promise<AuditedState> {
  const rules = await loadRules(db);
  return describeRule('incident rule', rules, await loadRepositoryNames(db), repositoryId);
}
