import type { AppContext } from '@bellwether/server/app-context';

/** What a procedure or an endpoint reaches for once it has let its caller in. */
const BEHIND_THE_DOOR = ['sync', 'jobs', 'github', 'webhooks', 'sample', 'secrets', 'audit'];

/**
 * The server with its doors and nothing behind them: who asks is found out as ever, and whatever was let in fails. So every
 * door can be tried with every key, and nothing is changed by it.
 */
export function hollow(app: AppContext): AppContext {
  const emptied = Object.fromEntries(BEHIND_THE_DOOR.map((part) => [part, nothing(part)]));
  const db = { engine: app.db.engine, pool: nothing('pool'), prisma: nothing('prisma') };
  return { ...app, ...emptied, db } as unknown as AppContext;
}

function nothing(part: string): object {
  return new Proxy(
    {},
    {
      get(_, name) {
        // Being looked at as a promise is no use of it.
        if (name === 'then' || typeof name === 'symbol') {
          return undefined;
        }
        if (part === 'audit') {
          return () => Promise.resolve();
        }
        throw new Error(`behind the door there is no ${part}`);
      },
    },
  );
}
