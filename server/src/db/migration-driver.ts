import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** The driver as the schema engine needs it, with the error of the script that failed, if one did. */
export type MigrationDriver = SqlMigrationAwareDriverAdapterFactory & {
  /** Null: no script failed. */
  scriptError(): Error | null;
  /** Gives the pool its own `query` back. */
  release(): void;
};

/**
 * Prisma's driver, with three differences. A script is sent whole: Prisma's own cuts it at every semicolon,
 * also at one inside a text or a function. The catalogue's one-letter columns, which it refuses, are read.
 * And the "shadow" database, which must be empty, is this one: the caller gives an empty database when it
 * compares. Until `release`, `pool` is for migrating alone, since its `query` is changed.
 */
export function createMigrationDriver(pool: pg.Pool): MigrationDriver {
  const send = pool.query.bind(pool);
  const letters = readLetterColumns(pool);
  const factory = new PrismaPg(pool);
  let failed: Error | null = null;
  const connect = async (): Promise<SqlDriverAdapter> => {
    const adapter = await factory.connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => letters.restore(await queryRaw(query));
    adapter.executeScript = async (script) => {
      try {
        await send(script);
      } catch (error) {
        failed ??= error instanceof Error ? error : new Error(String(error));
        throw error;
      }
    };
    return adapter;
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    connectToShadowDb: connect,
    scriptError: () => failed,
    release: letters.release,
  };
}

type ResultSet = Awaited<ReturnType<SqlDriverAdapter['queryRaw']>>;

/** Has one-letter columns pass Prisma's driver as text, and be characters again on the other side. */
function readLetterColumns(pool: pg.Pool): {
  restore(result: ResultSet): ResultSet;
  release(): void;
} {
  const own = pool.query;
  const send = own.bind(pool);
  const columnsByRows = new WeakMap<object, Set<number>>();
  const query = async (statement: string | pg.QueryConfig) => {
    const result: pg.QueryResult = await send(statement);
    const columns = new Set<number>();
    for (const [at, field] of (result.fields ?? []).entries()) {
      if (field.dataTypeID === pg.types.builtins.CHAR) {
        field.dataTypeID = pg.types.builtins.TEXT;
        columns.add(at);
      }
    }
    columnsByRows.set(result.rows, columns);
    return result;
  };
  Object.assign(pool, { query });
  return {
    restore(result) {
      const columns = columnsByRows.get(result.rows);
      const columnTypes = result.columnTypes.map((type, at) =>
        columns?.has(at) ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    },
    release() {
      Object.assign(pool, { query: own });
    },
  };
}
