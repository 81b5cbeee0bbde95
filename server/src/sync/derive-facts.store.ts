import {
  type DefinitionSettings,
  definitionSettingsSchema,
} from '@bellwether/shared/definitions/definitions.schema';
import { definitionVersion } from '@bellwether/shared/pull-requests/fact-rules';
import type { Queryable } from '../db/queryable.types.ts';
import { factsTable } from './facts.save.ts';
import { MARKED_REVISION } from './rederive-facts.ts';
import { columnsOf } from './upsert.ts';

/** The revision that facts are being derived with. Null: none is. */
export async function findDeriving(db: Queryable): Promise<number | null> {
  const { rows } = await db.query<{ revision: number }>(
    `select revision from definition_settings where state = 'deriving' order by revision desc limit 1`,
  );
  return rows[0]?.revision ?? null;
}

/**
 * Whether some stored facts are of another definition, of other settings than those in force, or missing. Those that the
 * next reading of their repository derives are not meant.
 */
export async function hasOutdatedFacts(tx: Queryable): Promise<boolean> {
  const { rows } = await tx.query<{ found: boolean }>(
    `select exists (
       select from pull_requests p left join pull_request_facts f on f.pull_request_id = p.id
       where f.definition_version is distinct from $1 or f.settings_revision <> $2
         and f.settings_revision is distinct from coalesce(
           (select max(revision) from definition_settings where state = 'active'), 0)
     ) found`,
    [definitionVersion, MARKED_REVISION],
  );
  return rows[0]?.found === true;
}

/** A new revision with the settings in force, to derive all facts again without a change by people. */
export async function insertRepeatedRevision(tx: Queryable, note: string, at: Date): Promise<void> {
  await tx.query(
    `insert into definition_settings (settings, note, state, created_at)
     select coalesce((select settings from definition_settings where state = 'active'
       order by revision desc limit 1), '{}'::jsonb), $1, 'deriving', $2`,
    [note, at],
  );
}

/** Counts what there is to do and what is done already, when the work begins or goes on after an interruption. */
export async function beginProgress(db: Queryable, revision: number, at: Date): Promise<void> {
  await db.query(
    `update definition_settings set started_at = coalesce(started_at, $2), progress_at = $2,
       total = (select count(*) from pull_requests),
       done = (select count(*) from staged_facts where settings_revision = $1)
     where revision = $1 and state = 'deriving'`,
    [revision, at],
  );
}

/** Pull requests may have come since the total was counted: then there are more of them. */
export async function addProgress(
  tx: Queryable,
  revision: number,
  count: number,
  at: Date,
): Promise<void> {
  await tx.query(
    `update definition_settings set done = done + $2, total = greatest(total, done + $2), progress_at = $3
     where revision = $1`,
    [revision, count, at],
  );
}

export type NextPullRequests = {
  /** Those of them that have no facts by the new settings yet. */
  unstaged: string[];
  /** The last one that was looked at. Null: there are no more. */
  last: string | null;
};

/** The next `limit` pull requests after `after`, in the order of their ids. */
export async function findNext(
  tx: Queryable,
  after: string,
  limit: number,
): Promise<NextPullRequests> {
  // Each step looks at its own few rows by their keys: an outer join over all would make many steps a square of them.
  const next = await tx.query<{ id: string }>(
    'select id from pull_requests where id > $1 order by id limit $2',
    [after, limit],
  );
  const ids = next.rows.map(({ id }) => id);
  const staged = await tx.query<{ id: string }>(
    'select pull_request_id id from staged_facts where pull_request_id = any($1)',
    [ids],
  );
  const known = new Set(staged.rows.map(({ id }) => id));
  return { unstaged: ids.filter((id) => !known.has(id)), last: ids.at(-1) ?? null };
}

/** What another version of the code worked out before it was cut short is worked out again. */
export async function deleteOutdatedStaged(tx: Queryable): Promise<void> {
  await tx.query(
    `delete from staged_facts where (facts ->> 'definition_version')::int is distinct from $1`,
    [definitionVersion],
  );
}

/** Whether every pull request has facts by the new settings. */
export async function isEveryoneStaged(tx: Queryable): Promise<boolean> {
  const { rows } = await tx.query(
    `select from pull_requests p
     where not exists (select from staged_facts s where s.pull_request_id = p.id) limit 1`,
  );
  return rows.length === 0;
}

/** Keeps rows that are there: what was stored meanwhile comes from newer events than what was read here before. */
export async function insertStaged(tx: Queryable, json: string): Promise<void> {
  await tx.query(
    `insert into staged_facts (pull_request_id, settings_revision, facts)
     select "pullRequestId", "settingsRevision", facts
     from jsonb_to_recordset($1::jsonb) as row("pullRequestId" text, "settingsRevision" int, facts jsonb)
     on conflict (pull_request_id) do nothing`,
    [json],
  );
}

const columns = columnsOf(factsTable);
const values = columns.filter((column) => column !== 'pull_request_id');
const ROW = 'jsonb_populate_record(null::pull_request_facts, s.facts) r';

/** Every facts row becomes the staged one. Facts of pull requests that are no more are left behind. */
export async function moveStagedIntoForce(tx: Queryable): Promise<void> {
  await tx.query(
    `update pull_request_facts f set ${values.map((column) => `${column} = r.${column}`).join(', ')}
     from staged_facts s cross join lateral ${ROW}
     where f.pull_request_id = s.pull_request_id`,
  );
  await tx.query(
    `insert into pull_request_facts (${columns.join(', ')})
     select ${columns.map((column) => `r.${column}`).join(', ')}
     from staged_facts s join pull_requests p on p.id = s.pull_request_id cross join lateral ${ROW}
     where not exists (select from pull_request_facts f where f.pull_request_id = s.pull_request_id)`,
  );
  await tx.query('truncate staged_facts');
}

/** The revision counts from now on, and the one before it no more. */
export async function activateRevision(tx: Queryable, revision: number, at: Date): Promise<void> {
  await tx.query(`update definition_settings set state = 'superseded' where state = 'active'`);
  await tx.query(
    `update definition_settings set state = 'active', activated_at = $2, progress_at = $2, done = total
     where revision = $1`,
    [revision, at],
  );
}

/** The facts in force stay as they are; why the new ones could not be made is kept. */
export async function failRevision(
  tx: Queryable,
  revision: number,
  error: string,
  at: Date,
): Promise<void> {
  const { rowCount } = await tx.query(
    `update definition_settings set state = 'failed', error = $2, progress_at = $3
     where revision = $1 and state = 'deriving'`,
    [revision, error, at],
  );
  if (rowCount !== 0) {
    await tx.query('truncate staged_facts');
  }
}

export type NewestRevision = {
  state: string;
  settings: DefinitionSettings;
  note: string | null;
  createdBy: string | null;
};

/** Null: nobody ever changed the settings. */
export async function readNewestRevision(db: Queryable): Promise<NewestRevision | null> {
  const { rows } = await db.query<NewestRevision>(
    `select state, settings, note, created_by "createdBy" from definition_settings
     order by revision desc limit 1`,
  );
  const [row] = rows;
  return row === undefined
    ? null
    : { ...row, settings: definitionSettingsSchema.parse(row.settings) };
}

/** A new revision to be derived; one that is being derived is given up for it. */
export async function replaceDeriving(
  tx: Queryable,
  { settings, note, createdBy }: Omit<NewestRevision, 'state'>,
  at: Date,
): Promise<void> {
  await tx.query(`update definition_settings set state = 'superseded' where state = 'deriving'`);
  await tx.query('truncate staged_facts');
  await tx.query(
    `insert into definition_settings (settings, note, state, created_at, created_by)
     values ($1, $2, 'deriving', $3, $4)`,
    [JSON.stringify(settings), note, at, createdBy],
  );
}

/** Ages are looked at as of this instant from now on, by the settings in force and those being derived. */
export async function keepAgeAsOf(tx: Queryable, revision: number, at: Date): Promise<void> {
  await tx.query(
    `update definition_settings
     set settings = jsonb_set(settings, '{snapshot,ageAsOf}', to_jsonb($2::text))
     where (revision = $1 or state = 'deriving') and settings #>> '{snapshot,ageAsOf}' is not null`,
    [revision, at.toISOString()],
  );
}

/** Open pull requests that count, and to which nothing happened since the limit. */
export async function findGrownOld(db: Queryable, limit: Date): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select pull_request_id id from pull_request_facts
     where state = 'open' and exclusion is null and updated_at < $1 order by pull_request_id`,
    [limit],
  );
  return rows.map(({ id }) => id);
}
