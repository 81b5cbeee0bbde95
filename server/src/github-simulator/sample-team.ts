import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { GithubCredentials, SampleTeam } from '../app-context.ts';
import { sampleCast } from './worlds/sample-team/people.ts';
import { sampleTeamStory } from './worlds/sample-team/story.ts';

/** Any token opens the simulator; this one names whom it is for. */
const SAMPLE_TOKEN = 'sample-team';

type Running = { key: string; child: ChildProcess; credentials: Promise<GithubCredentials> };

/**
 * The sample team's GitHub, in a process of its own so that it never slows the pages. One team at a time.
 * `onStart` learns its address before anybody is told to go there.
 */
export function createSampleTeam(onStart: (apiUrl: string) => void = () => {}): SampleTeam {
  let running: Running | null = null;
  const stop = async () => {
    const previous = running;
    running = null;
    if (previous !== null) {
      await endProcess(previous.child);
    }
  };
  return {
    credentials: async (seed, endsAt) => {
      const key = `${seed} ${endsAt.toISOString()}`;
      if (running?.key !== key || running.child.exitCode !== null) {
        const stopped = stop();
        running = startProcess(key, seed, endsAt, onStart);
        await stopped;
      }
      return await running.credentials;
    },
    story: (seed, endsAt) => sampleTeamStory({ seed, endsAt }),
    cast: sampleCast,
    close: stop,
  };
}

function startProcess(
  key: string,
  seed: number,
  endsAt: Date,
  onStart: (apiUrl: string) => void,
): Running {
  const extension = path.extname(import.meta.filename);
  const program = path.join(import.meta.dirname, `sample-team.process${extension}`);
  const child = fork(program, [String(seed), endsAt.toISOString()], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const credentials = new Promise<GithubCredentials>((resolve, reject) => {
    child.once('message', (message) => {
      const apiUrl = (message as { url: string }).url;
      onStart(apiUrl);
      resolve({ kind: 'token', apiUrl, token: SAMPLE_TOKEN });
    });
    child.once('error', (cause) => reject(couldNotStart(cause)));
    child.once('exit', () => reject(couldNotStart(undefined)));
  });
  credentials.catch(() => child.kill());
  return { key, child, credentials };
}

function couldNotStart(cause: unknown): AppError {
  return new AppError('internal', 'The sample team could not be started.', {
    remedy: 'Try again; if it stays, the server log says more.',
    cause,
  });
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}
