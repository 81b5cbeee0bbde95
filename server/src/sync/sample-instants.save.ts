import { deriveIncident } from '@bellwether/shared/incidents/derive-incident';
import { loadIncidentRule, loadLabelledIssues } from '../db/derive-incidents.ts';
import type { Queryable } from '../db/queryable.types.ts';
import { sampleInstantsOf } from './sample-instants.rules.ts';

/**
 * Enters for the sample team's people what issues do not tell (B16), for those of these issues that are resolved incidents;
 * what a visitor entered, or took back, stays. Nothing happens in other repositories. Call it before incidents are derived.
 */
export async function enterSampleInstants(
  tx: Queryable,
  repositoryId: string,
  issueIds: readonly string[],
): Promise<void> {
  const { rows } = await tx.query(
    `select from repositories as r join connections as c on c.id = r.connection_id
     where r.id = $1 and c.kind = 'sample'`,
    [repositoryId],
  );
  if (rows.length === 0) {
    return;
  }
  const rule = await loadIncidentRule(tx, repositoryId);
  const entered = (await loadLabelledIssues(tx, repositoryId, issueIds)).flatMap((issue) => {
    const resolvedAt = deriveIncident(issue, rule)?.resolvedAt ?? null;
    const instants =
      resolvedAt === null ? null : sampleInstantsOf({ ...issue, closedAt: resolvedAt });
    return instants === null ? [] : [{ id: issue.id, instants, at: resolvedAt }];
  });
  await tx.query(INSERT, [JSON.stringify(entered)]);
}

/** Whoever wrote the issue entered it when they closed it. */
const INSERT = `
  insert into incident_edits (incident_id, issue_id, instants, version, changed_at)
  select md5(e.id)::uuid, e.id, (
      select jsonb_object_agg(one.key, jsonb_build_object(
        'at', one.value, 'editedBy', coalesce(a.name, a.login, 'The sample team'), 'editedAt', e.at))
      from jsonb_each_text(e.instants) as one), 1, e.at::timestamptz
  from jsonb_to_recordset($1::jsonb) as e (id text, instants jsonb, at text)
    join issues as i on i.id = e.id left join accounts as a on a.id = i.author_id
  on conflict (incident_id) do nothing`;
