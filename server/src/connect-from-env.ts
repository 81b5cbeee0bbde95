import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from './app-context.ts';
import {
  addRepositories,
  connect,
  listConnections,
  startSample,
} from './features/connections/connections.service.ts';

const RETRY_MS = 60_000;
const TRANSIENT_CODES = ['upstream_unavailable', 'upstream_rate_limited'];

export type EnvConnections = {
  githubToken: string | null;
  /** `owner/name` each. */
  githubRepositories: readonly string[];
  sample: boolean;
};

/**
 * Does what a person would do on the first page, when the environment already says it. Runs beside the server:
 * a GitHub that does not answer is tried again, and never keeps the server from starting.
 */
export async function connectFromEnv(
  app: AppContext,
  env: EnvConnections,
  signal: AbortSignal,
): Promise<void> {
  if (env.sample && (await listConnections(app)).length === 0) {
    await startSample(app);
  }
  if (env.githubToken === null) {
    return;
  }
  while (!signal.aborted) {
    try {
      await connectToGithub(app, env.githubToken, env.githubRepositories);
      return;
    } catch (error) {
      const isTransient = error instanceof AppError && TRANSIENT_CODES.includes(error.code);
      app.log.warn({ err: error }, 'GITHUB_TOKEN could not be used');
      if (!isTransient) {
        return;
      }
      await pause(RETRY_MS, signal);
    }
  }
}

async function connectToGithub(
  app: AppContext,
  token: string,
  repositories: readonly string[],
): Promise<void> {
  const connection = await connect(app, { token });
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

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
