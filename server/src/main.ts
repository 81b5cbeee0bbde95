import { existsSync } from 'node:fs';
import path from 'node:path';
import { isLoopbackHost } from './access/loopback.ts';
import { readEnv } from './env.ts';
import { secretsOf } from './env-secrets.ts';
import { createLog } from './log.ts';
import { StartError } from './start-error.ts';
import { startServer } from './start-server.ts';

const builtClient = path.resolve(import.meta.dirname, '../../client/dist');

async function main(): Promise<void> {
  const env = readEnv();
  const log = createLog(env.LOG_LEVEL, { secrets: secretsOf(env) });
  const clientDir = existsSync(path.join(builtClient, 'index.html')) ? builtClient : null;
  const server = await startServer({
    env,
    log,
    clock: () => new Date(),
    clientDir,
    onFatal: () => process.exit(1),
  });
  process.stdout.write(`\n  Bellwether is at ${server.url}\n`);
  if (server.setUpCode !== null) {
    process.stdout.write(
      `  The first admin is made there with the set-up code ${server.setUpCode}\n  ${server.url}/welcome#code=${server.setUpCode}\n`,
    );
  }
  if (env.BELLWETHER_URL === undefined && !isLoopbackHost(env.HOST)) {
    process.stdout.write(
      '  Others reach it by the address of this machine. Set BELLWETHER_URL to the address that they open,\n  so that links lead there and sign-in works behind a proxy.\n',
    );
  }
  process.stdout.write('  Ctrl-C stops it.\n\n');
  let isStopping = false;
  const stop = () => {
    if (isStopping) {
      return;
    }
    isStopping = true;
    process.stdout.write('  Stopping …\n');
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

main().catch((error: unknown) => {
  if (error instanceof StartError) {
    process.stderr.write(`\n  ${error.message}\n\n`);
  } else {
    process.stderr.write(
      `\n  Bellwether could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n\n`,
    );
  }
  process.exit(1);
});
