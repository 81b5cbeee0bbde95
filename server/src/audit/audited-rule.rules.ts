import type { AuditedState } from './note-change.ts';

type StoredRules<Rule> = { forAll: Rule | null; own: ReadonlyMap<string, Rule> };

/** The rule of a repository (null: of all that have none of their own) as the audit log tells of it. */
export function describeRule<Rule>(
  kind: string,
  rules: StoredRules<Rule>,
  repositories: readonly { id: string; repository: string }[],
  repositoryId: string | null,
): AuditedState {
  if (repositoryId === null) {
    return { subject: { kind, id: null, name: 'all repositories' }, state: rules.forAll };
  }
  const name = repositories.find(({ id }) => id === repositoryId)?.repository ?? null;
  return {
    subject: { kind, id: repositoryId, name },
    state: rules.own.get(repositoryId) ?? null,
  };
}
