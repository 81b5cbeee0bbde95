import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from './app-context.ts';
import { connect, connectApp } from './features/connections/connect.service.ts';
import { listConnections } from './features/connections/connections.service.ts';
import { addRepositories } from './features/connections/repositories.service.ts';
import { startSample } from './features/connections/sample.service.ts';
import { keepSampleStory } from './features/connections/sample-story.service.ts';

const DELAYS: RetryDelays = { firstMs: 5_000, laterMs: 60_000 };
/** Who gives the secrets of the environment, as a form tells it. */
const BY_ENVIRONMENT = { setBy: 'the environment' };
const TRANSIENT_CODES = ['upstream_unavailable', 'upstream_rate_limited'];

/** How long to wait before the second try, and before each one after it. */
export type RetryDelays = { firstMs: number; laterMs: number };

export type EnvConnections = {
  githubToken: string | null;
  /** Null: there is none. */
  githubApp: { appId: string; privateKey: string } | null;
  /** `owner/name` each. */
  githubRepositories: readonly string[];
  sample: boolean;
};

/**
 * Does what a person would do on the first page, when the environment already says it. Runs beside the server:
 * a GitHub or a database that does not answer is tried again, and never keeps the server from starting.
 */
export async function connectFromEnv(
  app: AppContext,
  env: EnvConnections,
  signal: AbortSignal,
  delays: RetryDelays = DELAYS,
): Promise<void> {
  let delayMs = delays.firstMs;
  while (!signal.aborted) {
    try {
      await connectOnce(app, env);
      return;
    } catch (error) {
      app.log.warn({ err: error }, 'What the environment asks for could not be connected');
      // An error of another kind is not an answer of ours: the database restarts, or the network is down.
      if (error instanceof AppError && !TRANSIENT_CODES.includes(error.code)) {
        return;
      }
      await wait(delayMs, undefined, { signal }).catch(() => undefined);
      delayMs = delays.laterMs;
    }
  }
}

async function connectOnce(app: AppContext, env: EnvConnections): Promise<void> {
  if (env.sample && (await listConnections(app)).length === 0) {
    await startSample(app);
  }
  await keepSampleStory(app);
  if (env.githubApp !== null) {
    await connectApp(app, env.githubApp, BY_ENVIRONMENT);
  }
  if (env.githubToken !== null) {
    await connectToGithub(app, env.githubToken, env.githubRepositories);
  }
}

async function connectToGithub(
  app: AppContext,
  token: string,
  repositories: readonly string[],
): Promise<void> {
  const connection = await connect(app, { token }, BY_ENVIRONMENT);
  const known = new Set(connection.repositories.map(({ repository }) => repository.toLowerCase()));
  const missing = repositories.filter((repository) => !known.has(repository.toLowerCase()));
  if (missing.length === 0) {
    return;
  }
  const result = await addRepositories(app, {
    connectionId: connection.id,
    repositories: missing,
    historyMonths: null,
  });
  for (const refused of result.refused) {
    app.log.warn(refused, 'a repository of GITHUB_REPOSITORIES is not read');
  }
}
