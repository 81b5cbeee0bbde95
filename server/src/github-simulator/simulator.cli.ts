import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadWorld } from './load-world.ts';
import { startSimulator } from './start-simulator.ts';
import type { World } from './world.types.ts';
import { WorldUnreadableError } from './world-unreadable-error.ts';

const USAGE = 'npm run simulator -- --world DIR [--port N]   or   npm run simulator -- --sample';

/** What a person typed cannot be done; the message is one sentence with the way out. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

type Asked = { world: string | undefined; sample: boolean; port: number };

function readArguments(): Asked {
  try {
    const { values } = parseArgs({
      options: {
        world: { type: 'string' },
        sample: { type: 'boolean', default: false },
        port: { type: 'string', default: '0' },
      },
    });
    return { world: values.world, sample: values.sample, port: readPort(values.port) };
  } catch (error) {
    throw error instanceof UsageError
      ? error
      : new UsageError(`${messageOf(error)}. Usage: ${USAGE}`);
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UsageError(`--port takes a whole number from 0 to 65535, not "${text}".`);
  }
  return port;
}

async function chooseWorld(asked: Asked): Promise<World> {
  if (asked.sample) {
    const { generateSampleTeam } = await import('./worlds/sample-team/generate-sample-team.ts');
    return generateSampleTeam({ seed: 7, endsAt: new Date() });
  }
  if (asked.world === undefined) {
    throw new UsageError(`Which world is to be served? Usage: ${USAGE}`);
  }
  return loadWorld(resolve(asked.world));
}

async function serve(): Promise<void> {
  const asked = readArguments();
  const world = await chooseWorld(asked);
  const simulator = await startSimulator({ world, port: asked.port });
  const names = world.repositories.map((repository) => repository.full_name).join(', ');
  process.stdout.write(`GitHub simulator with ${names}: ${simulator.url}\n`);
  const stop = () => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function explain(error: unknown): string {
  if (error instanceof UsageError || error instanceof WorldUnreadableError) {
    return error.message;
  }
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') {
    return 'That port is in use: give another one with --port, or none for any free port.';
  }
  if (code === 'EACCES') {
    return 'That port may not be opened by this user: give one above 1023 with --port.';
  }
  return `The simulator could not start: ${messageOf(error)}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  await serve();
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}
