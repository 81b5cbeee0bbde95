import { mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { StartError } from '../start-error.ts';
import { lockDataFolder } from './data-folder-lock.ts';
import {
  EMBEDDED_PORT_NAME,
  type EmbeddedAddress,
  type EmbeddedAnswer,
  EmbeddedTask,
} from './embedded-messages.ts';
import { keepStatementsTogether } from './keep-statements-together.ts';

// The program of the database process. It ends when its server says so, or is gone.

/** The server's one, another one while it migrates, and commands beside it: `backup`, `doctor`. */
const MAX_CONNECTIONS = 6;

async function serve(
  task: EmbeddedTask,
): Promise<{ address: EmbeddedAddress; stop(): Promise<void> }> {
  await mkdir(task.folder, { recursive: true, mode: 0o700 });
  const lock = await lockDataFolder(task.folder, process.ppid);
  const db = await PGlite.create(join(task.folder, 'pgdata'));
  endWhenBroken(db);
  keepStatementsTogether(db);
  // One session for all: times are told in UTC whatever the machine's zone is.
  await db.exec(`SET TIME ZONE 'UTC'`);
  const address = await chooseAddress(task.socketFolder);
  const server = new PGLiteSocketServer({
    db,
    maxConnections: MAX_CONNECTIONS,
    ...(task.socketFolder === null ? address : { path: socketPath(task.socketFolder) }),
  });
  await server.start();
  return {
    address,
    async stop() {
      await server.stop();
      await db.close();
      if (task.socketFolder !== null) {
        await rm(task.socketFolder, { recursive: true, force: true });
      }
      await lock.release();
    },
  };
}

/**
 * A statement that is wrong is answered; an engine that throws is broken, and the socket would wait for it
 * for ever. This process ends, and is started again.
 */
function endWhenBroken(db: PGlite): void {
  const execute = db.execProtocolRawStream.bind(db);
  db.execProtocolRawStream = async (...args) => {
    try {
      await execute(...args);
    } catch (error) {
      process.stderr.write(`The embedded database broke: ${error}\n`);
      process.exit(70);
    }
  };
}

function socketPath(folder: string): string {
  return join(folder, `.s.PGSQL.${EMBEDDED_PORT_NAME}`);
}

async function chooseAddress(socketFolder: string | null): Promise<EmbeddedAddress> {
  if (socketFolder === null) {
    return { host: '127.0.0.1', port: await findFreePort() };
  }
  await mkdir(socketFolder, { recursive: true, mode: 0o700 });
  await rm(socketPath(socketFolder), { force: true });
  return { host: socketFolder, port: EMBEDDED_PORT_NAME };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function answer(message: EmbeddedAnswer): void {
  process.send?.(message);
}

function describeFailure(error: unknown): EmbeddedAnswer {
  if (error instanceof StartError) {
    return { kind: 'refused', message: error.message };
  }
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}

// Ctrl-C and a stopping supervisor signal the whole group; the server still needs its database to finish.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => undefined);

process.once('message', (message) => {
  const serving = serve(EmbeddedTask.parse(message));
  serving.then(
    ({ address }) => answer({ kind: 'ready', address }),
    (error) => answer(describeFailure(error)),
  );
  let isEnding = false;
  const end = () => {
    if (isEnding) {
      return;
    }
    isEnding = true;
    serving
      .then(({ stop }) => stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.once('message', end);
  process.once('disconnect', end);
});
