import path from 'node:path';
import { readEnv } from '@bellwether/server/env';
import { createLog, type Log } from '@bellwether/server/log';
import { type RunningServer, startServer } from '@bellwether/server/start-server';
import { BOOTSTRAP_TOKEN } from './api-fetch.ts';
import { createTestDatabase } from './database.ts';
import { becomeAdmin } from './sign-in.ts';

const builtClient = path.resolve(import.meta.dirname, '../../client/dist');

export type TestServer = RunningServer & { remove(): Promise<void> };

export type TestServerOptions = {
  /** Variables as a person would set them. */
  env?: Record<string, string>;
  clock?: () => Date;
  /** Serve the built pages; they must have been built. */
  withClient?: boolean;
  /** Leave the server without an admin, as at its very first start. */
  withoutAdmin?: boolean;
  /** Silent unless given. */
  log?: Log;
};

/** The whole server, as `npm start` runs it, on a free port and an empty database of the project's engine. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const place = await createTestDatabase();
  const env = readEnv({
    PORT: '0',
    BELLWETHER_DATA_DIR: place.dataDir,
    ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
    LOG_LEVEL: 'silent',
    BELLWETHER_BOOTSTRAP_TOKEN: BOOTSTRAP_TOKEN,
    // Where the simulators stand that tests enter.
    BELLWETHER_ALLOWED_NETWORKS: '127.0.0.0/8,::1',
    ...options.env,
  });
  const server = await startServer({
    env,
    log: options.log ?? createLog('silent'),
    clock: options.clock ?? (() => new Date()),
    clientDir: options.withClient === true ? builtClient : null,
    onFatal: (error) => {
      throw error;
    },
  });
  if (options.withoutAdmin !== true && server.setUpCode !== null) {
    await becomeAdmin(server.url, server.setUpCode);
  }
  return {
    ...server,
    async remove() {
      await server.stop();
      await place.remove();
    },
  };
}
