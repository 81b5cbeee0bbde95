import type { Clock } from '../app-context.ts';
import type { Queryable } from '../db/queryable.types.ts';
import type { Log } from '../log.ts';
import { SAMPLE_SESSION_MS } from './sample-session.ts';

/** Changes on other servers are seen after at most this long. */
const POLL_MS = 2_000;

/** How a session stands: what its user may do, by version. Null: it is over. */
export type Standing = { accessVersion: number } | null;

export type AccessWatch = {
  /** Calls back with each new standing of a session, until it is stopped. */
  watch(
    session: { sessionId: string; accessVersion: number },
    onChange: (standing: Standing) => void,
  ): () => void;
  /** Looks at once. */
  look(): void;
};

type Watcher = {
  sessionId: string;
  told: number | null;
  onChange: (standing: Standing) => void;
};

/** Looks after the sessions behind open pages, all of them with one question to the database. */
export function createAccessWatch(options: { db: Queryable; clock: Clock; log: Log }): AccessWatch {
  const watchers = new Set<Watcher>();
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  let isAskedAgain = false;

  const lookOnce = async () => {
    const known = [...watchers];
    const standings = await loadStandings(options.db, known, options.clock());
    for (const watcher of known) {
      tell(watcher, standings.get(watcher.sessionId) ?? null);
    }
  };
  const look = () => {
    if (watchers.size === 0 || looking !== null) {
      isAskedAgain = watchers.size > 0;
      return;
    }
    looking = lookOnce()
      .catch((error: unknown) =>
        options.log.warn({ err: error }, 'sessions could not be looked at'),
      )
      .finally(() => {
        looking = null;
        if (isAskedAgain) {
          isAskedAgain = false;
          look();
        }
      });
  };
  return {
    look,
    watch({ sessionId, accessVersion }, onChange) {
      const watcher: Watcher = { sessionId, told: accessVersion, onChange };
      watchers.add(watcher);
      timer ??= setInterval(look, POLL_MS).unref();
      return () => {
        watchers.delete(watcher);
        if (watchers.size === 0 && timer !== null) {
          clearInterval(timer);
          timer = null;
        }
      };
    },
  };
}

function tell(watcher: Watcher, standing: number | null): void {
  if (standing !== watcher.told) {
    watcher.told = standing;
    watcher.onChange(standing === null ? null : { accessVersion: standing });
  }
}

/** The versions of the sessions that still hold. */
async function loadStandings(
  db: Queryable,
  watchers: readonly Watcher[],
  now: Date,
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ id: string; accessVersion: number }>(
    `select s.id, u.access_version as "accessVersion"
     from sessions as s join users as u on u.id = s.user_id
     where s.id = any($1) and s.expires_at > $2 and u.deactivated_at is null
       and (u.kind <> 'sample' or (s.created_at > $3
         and exists (select 1 from connections where kind = 'sample')
         and not exists (select 1 from connections where kind <> 'sample')))`,
    [watchers.map(({ sessionId }) => sessionId), now, new Date(now.getTime() - SAMPLE_SESSION_MS)],
  );
  return new Map(rows.map(({ id, accessVersion }) => [id, accessVersion]));
}
