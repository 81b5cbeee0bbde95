import { randomUUID } from 'node:crypto';
import type { Database } from '@bellwether/server/db/open-database';
import { type OpenGithubOptions, openGithub } from '@bellwether/server/github/open-github';
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '@bellwether/server/github-simulator/start-simulator';
import type { World, WorldRepository } from '@bellwether/server/github-simulator/world.types';
import { createLog } from '@bellwether/server/log';
import {
  createSyncRunner,
  type SyncRunner,
  type SyncRunnerOptions,
} from '@bellwether/server/sync/sync-runner';

const log = createLog('silent');

export type SyncedWorld = {
  simulator: Simulator;
  runner: SyncRunner;
  connectionId: string;
  repositoryIds: string[];
  /** A second server's runner on the same database and world; end it with `stop`. */
  anotherRunner(): SyncRunner;
  /** Adds a repository of the world, as a person would choose it. */
  add(repository: WorldRepository, historyFrom?: Date | null): Promise<string>;
  /** Asks for a pass over every repository and waits for its end. */
  pass(): Promise<void>;
  /** Ends the runner and makes another one on the same database. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** A simulator that serves a world, a connection to it, and a runner that reads when asked. */
export async function serveWorld(
  db: Database,
  world: World,
  simulatorOptions: Partial<SimulatorOptions> = {},
  githubOptions: Partial<Omit<OpenGithubOptions, 'kind'>> = {},
  runnerOptions: Partial<SyncRunnerOptions> = {},
): Promise<SyncedWorld> {
  const simulator = await startSimulator({ ...simulatorOptions, world });
  const connectionId = randomUUID();
  await db.pool.query('insert into connections (id, kind, api_url) values ($1, $2, $3)', [
    connectionId,
    'token',
    simulator.url,
  ]);
  const makeRunner = () =>
    createSyncRunner({
      db,
      clock: () => new Date(),
      log,
      intervalMs: null,
      openGithub: async () =>
        openGithub({
          kind: 'token',
          apiUrl: simulator.url,
          token: 'any',
          log,
          retryBaseMs: 1,
          ...githubOptions,
        }),
      ...runnerOptions,
    });
  const synced: SyncedWorld = {
    simulator,
    runner: makeRunner(),
    connectionId,
    repositoryIds: [],
    anotherRunner: makeRunner,
    async add(repository, historyFrom = null) {
      const [owner, name] = repository.full_name.split('/');
      await db.pool.query(
        `insert into repositories (id, connection_id, owner, name, url, is_private, is_archived, is_fork,
           is_empty, created_at, history_from)
         values ($1, $2, $3, $4, $5, false, false, false, false, now(), $6)`,
        [
          repository.node_id,
          connectionId,
          owner,
          name,
          `https://github.com/${owner}/${name}`,
          historyFrom,
        ],
      );
      synced.repositoryIds.push(repository.node_id);
      return repository.node_id;
    },
    async pass() {
      for (const id of synced.repositoryIds) {
        await synced.runner.request({ kind: 'pass', repositoryId: id }, 'person');
      }
      await synced.runner.whenIdle();
    },
    async restart() {
      await synced.runner.stop();
      synced.runner = makeRunner();
    },
    async close() {
      await synced.runner.stop();
      await simulator.close();
    },
  };
  for (const repository of world.repositories) {
    await synced.add(repository);
  }
  return synced;
}
