import { describeGrant } from '@bellwether/shared/access/grant-words';
import type { AddJoinRuleInput, JoinRule } from '@bellwether/shared/access/members.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import type { AuditNote } from '../../audit/audit-entry.types.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { requireTeams } from './granted-teams.service.ts';
import { deleteJoinRule, insertJoinRule, loadJoinRules } from './join-rules.store.ts';
import { readJoinDomain, readJoinOrganization } from './join-value.rules.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;

/** Who may join without an invitation, and as what. */
export async function readJoinRules(db: Queryable): Promise<JoinRule[]> {
  const stored = await loadJoinRules(db);
  return stored.map(({ joinRuleId, kind, value, role, teamId, teamName, createdAt }) => ({
    ...{ joinRuleId, kind, value },
    grant: { role, teamId, teamName },
    createdAt: createdAt.toISOString(),
  }));
}

/**
 * @throws AppError `invalid_input` for what is no domain or organisation of one's own, `conflict` for a second rule
 */
export async function addJoinRule(app: Context, input: AddJoinRuleInput): Promise<AuditNote> {
  const { kind, role, teamId } = input;
  const value = kind === 'domain' ? readJoinDomain(input.value) : readJoinOrganization(input.value);
  const { joinRuleId, roles } = await app.db.transaction(async (tx) => {
    const named = await requireTeams(tx, [{ role, teamId }]);
    const id = await insertJoinRule(tx, { kind, value, role, teamId, createdAt: app.clock() });
    if (id === null) {
      throw new AppError('conflict', `There is a rule for ${value} already.`, {
        field: 'value',
        remedy: 'Remove that one first, then add it with the other role.',
      });
    }
    return { joinRuleId: id, roles: named.map(describeGrant) };
  });
  return {
    subject: { kind: 'join-rule', id: joinRuleId, name: value },
    before: null,
    after: { kind, value, roles },
  };
}

/** Whoever joined by it stays. @throws AppError `not_found` */
export async function removeJoinRule(app: Context, joinRuleId: string): Promise<AuditNote> {
  const rule = await app.db.transaction((tx) => deleteJoinRule(tx, joinRuleId));
  if (rule === null) {
    throw new AppError('not_found', 'There is no such rule any more.', {
      remedy: 'Reload the page to see those that there are.',
    });
  }
  const { kind, value, role, teamName } = rule;
  return {
    subject: { kind: 'join-rule', id: joinRuleId, name: value },
    before: { kind, value, roles: [describeGrant({ role, teamName })] },
    after: null,
  };
}
