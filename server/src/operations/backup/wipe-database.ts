import type { Queryable } from '../../db/queryable.types.ts';
import { listAllTables, listKeptTables, listSequences, quoteName } from './describe-tables.ts';
import { JOBS_SCHEMA } from './left-out-tables.ts';

/** A migration fills it, so that a row there is not something that anybody entered. */
const FILLED_BY_MIGRATIONS = new Set(['instances']);

/**
 * What stands in a database: nothing that anybody entered; records of Bellwether; or tables of something else, which
 * are never removed.
 */
export type DatabaseContent =
  | { kind: 'empty' }
  | { kind: 'records'; tables: string[] }
  | { kind: 'foreign'; tables: string[] };

export async function readContent(db: Queryable): Promise<DatabaseContent> {
  const all = await listAllTables(db);
  if (all.length > 0 && !all.includes('_prisma_migrations')) {
    return { kind: 'foreign', tables: all };
  }
  const filled: string[] = [];
  for (const name of await listKeptTables(db)) {
    if (!FILLED_BY_MIGRATIONS.has(name)) {
      const { rows } = await db.query(`select from public.${quoteName(name)} limit 1`);
      filled.push(...rows.map(() => name));
    }
  }
  return filled.length === 0 ? { kind: 'empty' } : { kind: 'records', tables: filled };
}

/**
 * Removes every table, sequence, function and type of the schema `public` and the job queue. In a transaction nothing is gone until
 * it is committed. What belongs to an extension stays.
 */
export async function wipeDatabase(tx: Queryable): Promise<void> {
  const tables = await listAllTables(tx);
  if (tables.length > 0) {
    const names = tables.map((name) => `public.${quoteName(name)}`).join(', ');
    await tx.query(`drop table ${names} cascade`);
  }
  for (const sequence of await listSequences(tx)) {
    await tx.query(`drop sequence public.${quoteName(sequence)} cascade`);
  }
  const { rows } = await tx.query<{ statement: string }>(
    `select format('drop routine %s cascade', p.oid::regprocedure) as statement
     from pg_proc p
     where p.pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     union all
     select format('drop type %s cascade', t.oid::regtype)
     from pg_type t
     where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd')
       and not exists (select from pg_depend d where d.objid = t.oid and d.deptype = 'e')`,
  );
  for (const { statement } of rows) {
    await tx.query(statement);
  }
  await tx.query(`drop schema if exists ${quoteName(JOBS_SCHEMA)} cascade`);
}
