import type { PGlite } from '@electric-sql/pglite';

const SYNC = Uint8Array.of(0x53, 0, 0, 0, 4);

/** Messages of the protocol that end what the ones before them began: Query, Sync, Terminate. */
const ENDING = new Set(['Q', 'S', 'X']);
/** Messages that are parts of a statement: Parse, Bind, Describe, Execute, Close, Flush. */
const PARTS = new Set(['P', 'B', 'D', 'E', 'C', 'H']);

/**
 * Has the socket server finish a statement of one connection before it takes a message of another. It does so for
 * transactions, and a statement of several messages is treated as one. Call it before the server starts.
 */
export function keepStatementsTogether(db: PGlite): void {
  const isInTransaction = db.isInTransaction.bind(db);
  const executeMessage = db.execProtocolRawStream.bind(db);
  const execute = db.exec.bind(db);
  let isWithinStatement = false;

  db.isInTransaction = () => isWithinStatement || isInTransaction();
  db.execProtocolRawStream = async (message, options) => {
    await executeMessage(message, options);
    const kind = String.fromCharCode(message[0] ?? 0);
    isWithinStatement = PARTS.has(kind) || (isWithinStatement && !ENDING.has(kind));
  };
  // The server rolls back what a lost connection left: a statement without an end would swallow that.
  db.exec = async (...args) => {
    if (isWithinStatement) {
      isWithinStatement = false;
      await db.runExclusive(() => executeMessage(SYNC, { onRawData: () => undefined }));
    }
    return execute(...args);
  };
}
