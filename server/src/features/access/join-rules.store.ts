import type { Role } from '@bellwether/shared/access/capabilities';
import type { JoinRule } from '@bellwether/shared/access/members.schema';
import type { Queryable } from '../../db/queryable.types.ts';
import { TEAM_NAME } from './members.store.ts';

export type StoredJoinRule = {
  joinRuleId: string;
  kind: JoinRule['kind'];
  value: string;
  role: Role;
  teamId: string | null;
  teamName: string | null;
  createdAt: Date;
};

const SELECT_RULES = `select j.id "joinRuleId", j.kind, j.value, j.role, j.team_id "teamId",
    ${TEAM_NAME} "teamName", j.created_at "createdAt"
  from join_rules j left join teams t on t.id = j.team_id`;

export async function loadJoinRules(db: Queryable): Promise<StoredJoinRule[]> {
  const { rows } = await db.query<StoredJoinRule>(`${SELECT_RULES} order by j.kind, j.value`);
  return rows;
}

/** Null: there is one for this value already. */
export async function insertJoinRule(
  tx: Queryable,
  rule: Pick<StoredJoinRule, 'kind' | 'value' | 'role' | 'teamId' | 'createdAt'>,
): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `insert into join_rules (kind, value, role, team_id, created_at) values ($1, $2, $3, $4, $5)
     on conflict (kind, value) do nothing returning id`,
    [rule.kind, rule.value, rule.role, rule.teamId, rule.createdAt],
  );
  return rows[0]?.id ?? null;
}

/** Null: it was not there. */
export async function deleteJoinRule(tx: Queryable, id: string): Promise<StoredJoinRule | null> {
  const { rows } = await tx.query<StoredJoinRule>(`${SELECT_RULES} where j.id = $1`, [id]);
  await tx.query('delete from join_rules where id = $1', [id]);
  return rows[0] ?? null;
}
