import { constants } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { findFolderHolder } from '../../db/data-folder-lock.ts';
import { embeddedFolder } from '../../db/embedded-engine.ts';
import type { Env } from '../../env.ts';
import { attention, ok, wrong } from './finding.ts';
import type { Finding } from './finding.types.ts';

const LITTLE_BYTES = 500_000_000;
const SCARCE_BYTES = 2_000_000_000;
/** What statfs calls file systems of another machine: NFS, SMB, SMB2, CIFS, 9p, FUSE (sshfs). */
const NETWORK_TYPES = new Set([0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x01021997, 0x65735546]);

export function checkNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isKnown = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  return isKnown
    ? ok('Node', `This is Node ${version}.`)
    : wrong('Node', `This is Node ${version}.`, 'Install Node 20.19, or 22.12 and newer.');
}

/** The folder with the secret key and, when embedded, the database. */
export async function checkDataFolder(
  env: Pick<Env, 'BELLWETHER_DATA_DIR' | 'DATABASE_URL'>,
): Promise<Finding[]> {
  const folder = env.BELLWETHER_DATA_DIR;
  const found = await stat(folder).catch(() => null);
  if (found === null) {
    return [
      attention(
        'data folder',
        `The data folder ${folder} is not there.`,
        'The first start makes it; if there was one, check BELLWETHER_DATA_DIR.',
      ),
    ];
  }
  const findings: Finding[] = [];
  const mayWrite = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!mayWrite) {
    findings.push(
      wrong(
        'data folder',
        `This user may not write in ${folder}.`,
        'Give the folder to the user who runs Bellwether.',
      ),
    );
  }
  if ((found.mode & 0o077) !== 0) {
    findings.push(
      attention(
        'data folder',
        `Other users of this machine may enter ${folder}.`,
        `Run: chmod 700 ${folder}`,
      ),
    );
  }
  findings.push(...(await checkDisk(folder, env.DATABASE_URL === undefined)));
  return findings;
}

async function checkDisk(folder: string, isEmbedded: boolean): Promise<Finding[]> {
  const disk = await statfs(folder);
  const bytes = disk.bavail * disk.bsize;
  const free = `${(bytes / 1e9).toFixed(1)} GB are free for ${folder}.`;
  const room = 'Make room: the database cannot write on a full disk.';
  const findings = [ok('disk', free)];
  if (bytes < SCARCE_BYTES) {
    findings[0] =
      bytes < LITTLE_BYTES ? wrong('disk', `Only ${free}`, room) : attention('disk', free, room);
  }
  if (isEmbedded && NETWORK_TYPES.has(disk.type)) {
    findings.push(
      attention(
        'disk',
        'The embedded database lies on a network file system, where locks and writes are not to be relied on.',
        'Move the data folder to a disk of this machine, or use DATABASE_URL.',
      ),
    );
  }
  return findings;
}

/** Which server has the data folder open, and what answers on the port. */
export async function checkServer(
  env: Pick<Env, 'BELLWETHER_DATA_DIR' | 'HOST' | 'PORT'>,
): Promise<Finding[]> {
  const holder = await findFolderHolder(embeddedFolder(env.BELLWETHER_DATA_DIR));
  const findings =
    holder === null
      ? []
      : [
          ok(
            'server',
            `A server has the data folder open: process ${holder.serverPid} on ${holder.host}.`,
          ),
        ];
  if (env.PORT !== 0) {
    findings.push(await checkPort(env.HOST, env.PORT));
  }
  return findings;
}

async function checkPort(host: string, port: number): Promise<Finding> {
  const reached = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  const name = reached.includes(':') ? `[${reached}]` : reached;
  try {
    const response = await fetch(`http://${name}:${port}/readyz`, {
      signal: AbortSignal.timeout(5_000),
    });
    return describeAnswer(port, response.status, await response.text());
  } catch (error) {
    const code = (error as { cause?: { code?: string } }).cause?.code;
    return code === 'ECONNREFUSED'
      ? ok('port', `Port ${port} is free: no server runs there.`)
      : wrong(
          'port',
          `What holds port ${port} does not answer as Bellwether does.`,
          `Stop that program, or choose another port with PORT=${port + 1}.`,
        );
  }
}

function describeAnswer(port: number, status: number, body: string): Finding {
  if (status === 200 && body.includes('"ready"')) {
    return ok('port', `Bellwether answers on port ${port}.`);
  }
  if (status === 503 && body.includes('database')) {
    return wrong(
      'port',
      `Bellwether answers on port ${port}, and its database does not.`,
      'See what is said of the database; the log has more.',
    );
  }
  return wrong(
    'port',
    `Another program holds port ${port}.`,
    `Stop that program, or choose another port with PORT=${port + 1}.`,
  );
}
