import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createStamp, hashContents } from './content-stamp.mjs';
import { inRoot, manifest, packages } from './repository.mjs';
import { runNode, runProgram } from './run-command.mjs';
import { giveUp, sayWhile } from './say.mjs';

const stamp = createStamp('install');

/** A hash of everything that decides what is installed. */
export function hashInstallation() {
  const manifests = packages.map((name) => `${name}/package.json`);
  const platform = `${process.platform} ${process.arch} ${process.versions.modules}`;
  return hashContents(['pnpm-lock.yaml', 'package.json', ...manifests], platform);
}

/** Installs the packages of the lockfile when they are not there. Nothing is asked of the network otherwise. */
export async function ensureInstalled() {
  const wanted = hashInstallation();
  if (existsSync(inRoot('node_modules')) && stamp.isFor(wanted)) {
    return;
  }
  const { status, output } = await sayWhile('Installing packages', () =>
    runNpx(['--yes', manifest.packageManager, 'install', '--frozen-lockfile']),
  );
  if (status !== 0) {
    const tail = output.trimEnd().split('\n').slice(-15).join('\n');
    giveUp(
      `${tail}\n\nThe packages could not be installed: see above; most often the npm registry is out of reach. Then try again.`,
    );
  }
  stamp.set(wanted);
}

/** npm names its own program when it runs a script; npx lies beside it. */
export function runNpx(args) {
  const env = { npm_config_update_notifier: 'false', npm_config_confirm_modules_purge: 'false' };
  const npm = process.env.npm_execpath ?? '';
  const npx = join(dirname(npm), 'npx-cli.js');
  if (npm !== '' && existsSync(npx)) {
    return runNode([npx, ...args], { env });
  }
  return runProgram('npx', args, { env });
}
