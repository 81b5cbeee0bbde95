import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENV_RULES } from '@bellwether/server/env';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from '../support/cruise.ts';

// No container runs here: the files are held against what they speak of.

const read = (path: string) => readFile(join(root, path), 'utf8');
/** Made by the database's image or by Node, not read by the server. */
const OTHERS = ['NODE_ENV', 'CI', 'npm_config_update_notifier'];

function linesOf(dockerfile: string, instruction: string): string[] {
  return dockerfile
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length + 1).trim());
}

describe('the Dockerfile', () => {
  it('copies what is there, and what the first stage makes', async () => {
    const dockerfile = await read('Dockerfile');
    const copies = linesOf(dockerfile, 'COPY').map((line) => line.split(/\s+/));
    const fromRepository = copies.filter(([first]) => !first?.startsWith('--from'));
    const paths = fromRepository.flatMap((words) => words.slice(0, -1));
    expect(paths.length).toBeGreaterThan(8);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const made = copies
      .filter(([first]) => first === '--from=build')
      .map(([, path]) => path?.replace('/app/', '') ?? '');
    const sources = made.filter((path) => !/(^|\/)(node_modules|dist)$/.test(path));
    expect(sources.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  it('lets pass what is copied, and no secret', async () => {
    const ignored = (await read('.dockerignore')).split('\n');
    const dockerfile = await read('Dockerfile');
    const copied = linesOf(dockerfile, 'COPY')
      .filter((line) => !line.startsWith('--from'))
      .flatMap((line) => line.split(/\s+/).slice(0, -1));
    const admitted = ignored.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const refused = copied.filter(
      (path) => !admitted.some((one) => path === one || path.startsWith(`${one}/`)),
    );
    expect(ignored).toContain('*');
    expect(refused).toEqual([]);
    expect(ignored).toEqual(expect.arrayContaining(['**/.env*', '**/.data', '**/node_modules']));
  });

  it('runs as another user than root, asks whether it is ready, and sets known variables', async () => {
    const dockerfile = await read('Dockerfile');
    expect(linesOf(dockerfile, 'USER')).toEqual(['node']);
    expect(linesOf(dockerfile, 'HEALTHCHECK').join()).toContain('/readyz');
    const set = linesOf(dockerfile, 'ENV').flatMap((line) => line.match(/\w+(?==)/g) ?? []);
    expect(set.filter((name) => !(name in ENV_RULES) && !OTHERS.includes(name))).toEqual([]);
  });
});

describe('the compose file', () => {
  it('names variables that the server reads, and no password of its own', async () => {
    const compose = parse(await read('compose.yaml'));
    const { bellwether, database } = compose.services;
    const names = Object.keys(bellwether.environment);
    expect(names.filter((name) => !(name in ENV_RULES))).toEqual([]);
    const secrets = [
      bellwether.environment.BELLWETHER_SECRET_KEY,
      bellwether.environment.DATABASE_URL,
      database.environment.POSTGRES_PASSWORD,
    ];
    for (const value of secrets) {
      expect(value).toMatch(/\$\{(BELLWETHER_SECRET_KEY|POSTGRES_PASSWORD):\?/);
    }
    expect(compose.services.bellwether.ports).toEqual(['127.0.0.1:4600:4600']);
    expect(database.ports).toBeUndefined();
    expect(bellwether.depends_on.database.condition).toBe('service_healthy');
    expect(database.healthcheck.test.join(' ')).toContain('pg_isready');
    const volumes = [...bellwether.volumes, ...database.volumes].map((one: string) =>
      one.slice(0, one.indexOf(':')),
    );
    expect(Object.keys(compose.volumes).sort()).toEqual(volumes.sort());
  });

  it('has an example for every variable that must be given, each of them empty', async () => {
    const compose = await read('compose.yaml');
    const required = new Set([...compose.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name));
    const example = (await read('deploy/compose.env.example'))
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(example.sort()).toEqual([...required].map((name) => `${name}=`).sort());
  });
});

describe('the units of systemd', () => {
  it('run programs that the server has, harden them, and set known variables', async () => {
    const units = (await readdir(join(root, 'deploy'))).filter((name) => name.endsWith('.service'));
    expect(units.length).toBeGreaterThan(1);
    for (const name of units) {
      const unit = await read(`deploy/${name}`);
      const program = /^ExecStart=\/usr\/bin\/node .*?server\/dist\/(\S+)\.js$/m.exec(unit)?.[1];
      expect(existsSync(join(root, `server/src/${program}.ts`))).toBe(true);
      expect(unit).toMatch(/^NoNewPrivileges=yes$/m);
      expect(unit).toMatch(/^ProtectSystem=strict$/m);
      expect(unit).toMatch(/^StateDirectory=bellwether$/m);
      const set = [...unit.matchAll(/^Environment=(\w+)=/gm)].map(([, variable]) => variable ?? '');
      expect(set.filter((one) => !(one in ENV_RULES) && !OTHERS.includes(one))).toEqual([]);
    }
  });
});

describe('the commands', () => {
  it('each have a program behind their npm script', async () => {
    const { scripts } = JSON.parse(await read('package.json'));
    const operate = await read('scripts/operate.mjs');
    for (const name of ['backup', 'restore', 'doctor', 'rotate-key']) {
      expect(scripts[name]).toBe(`node scripts/operate.mjs ${name}`);
      const program = new RegExp(`'?${name}'?: '([^']+)'`).exec(operate)?.[1];
      expect(existsSync(join(root, `server/src/${program}.ts`))).toBe(true);
    }
  });
});
