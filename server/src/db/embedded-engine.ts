import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../log.ts';
import { StartError } from '../start-error.ts';
import {
  EMBEDDED_PORT_NAME,
  type EmbeddedAddress,
  EmbeddedAnswer,
  type EmbeddedTask,
} from './embedded-messages.ts';

/** A PostgreSQL in a process of its own, with its files in one folder. */
export type EmbeddedEngine = {
  readonly address: EmbeddedAddress;
  /** The database process now; another one after a crash. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
};

/** Unix socket paths end at about 100 characters, on some systems at 92. */
const LONGEST_SOCKET_FOLDER = 75;

/**
 * Starts the embedded engine on `<dataDir>/database` and waits until it answers. If its process dies
 * later, it is started again on the same address; statements in flight then fail, and nothing that was
 * committed is lost. `onLost` hears when it cannot be started again.
 * @throws StartError when another process holds the folder, or the engine does not come up.
 */
export async function startEmbeddedEngine(
  dataDir: string,
  log: Log,
  onLost: (error: Error) => void,
): Promise<EmbeddedEngine> {
  const task = planTask(dataDir);
  let stopping = false;
  let child = forkProcess();
  const address = await startUp(child, task);

  const restart = async () => {
    child = forkProcess();
    await startUp(child, task);
    watch();
  };
  const watch = () => {
    child.once('exit', (code, signal) => {
      if (stopping) {
        return;
      }
      log.error({ code, signal }, 'The database process ended; starting it again');
      restart().catch(onLost);
    });
  };
  watch();

  return {
    address,
    get pid() {
      return child.pid;
    },
    async stop() {
      stopping = true;
      await endProcess(child);
    },
  };
}

/**
 * Where the engine on `dataDir` listens while a server has it open; null where there are no Unix sockets, and only
 * that server knows.
 */
export function embeddedSocketAddress(dataDir: string): EmbeddedAddress | null {
  const { socketFolder } = planTask(dataDir);
  return socketFolder === null ? null : { host: socketFolder, port: EMBEDDED_PORT_NAME };
}

/** The folder of the embedded database within a data folder. */
export function embeddedFolder(dataDir: string): string {
  return resolve(dataDir, 'database');
}

function planTask(dataDir: string): EmbeddedTask {
  const folder = embeddedFolder(dataDir);
  return { folder, socketFolder: process.platform === 'win32' ? null : chooseSocketFolder(folder) };
}

/** Beside the data when the path is short enough, else a name made from it in the system's folder. */
function chooseSocketFolder(folder: string): string {
  const beside = join(folder, 'socket');
  if (Buffer.byteLength(beside) <= LONGEST_SOCKET_FOLDER) {
    return beside;
  }
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const base = Buffer.byteLength(tmpdir()) <= 40 ? tmpdir() : '/tmp';
  return join(base, `bellwether-${process.getuid?.() ?? 0}-${name}`);
}

function forkProcess(): ChildProcess {
  const self = fileURLToPath(import.meta.url);
  const extension = extname(self);
  const execArgv = extension === '.ts' ? ['--conditions=bellwether-source', '--import', 'tsx'] : [];
  return fork(join(dirname(self), `embedded-process${extension}`), {
    cwd: dirname(self),
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

async function startUp(child: ChildProcess, task: EmbeddedTask): Promise<EmbeddedAddress> {
  const answered = once(child, 'message');
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new StartError(
      `The embedded database did not start (its process ended with ${code ?? signal}); its folder is ${task.folder}.`,
    );
  });
  ended.catch(() => undefined);
  child.send(task);
  const [message] = await Promise.race([answered, ended]);
  const answer = EmbeddedAnswer.parse(message);
  if (answer.kind === 'ready') {
    return answer.address;
  }
  await endProcess(child);
  if (answer.kind === 'refused') {
    throw new StartError(answer.message);
  }
  throw new StartError(
    `The embedded database in ${task.folder} does not open (${answer.message}): restore the folder from a backup, or set BELLWETHER_DATA_DIR to another one.`,
  );
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = once(child, 'exit');
  if (child.connected) {
    child.send('stop');
  }
  await ended;
}
