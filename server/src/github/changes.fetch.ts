import { z } from 'zod';
import { instantSchema } from './connection.schema.ts';
import type { Github } from './open-github.ts';
import type { RepositoryName } from './repository.schema.ts';

/** What GitHub shows at an address that is asked whether anything has changed. */
export type Newest = {
  /**
   * Stands for what GitHub shows now: the address with GitHub's own mark. Null: GitHub gave none, or what it shows may
   * change once more without the mark changing.
   */
  mark: string | null;
  /** False: it is still what the mark stood for that was shown, and nothing else was told. */
  isShown: boolean;
  /** The latest change that can be seen there. Null: nothing is there, or nothing was shown. */
  changedAt: Date | null;
};

/** GitHub writes whole seconds: what changed within this before the answer may have changed twice. */
const SETTLING_MS = 60_000;
/** Statuses of a deployment come within this, after that it changes no more. */
const DEPLOYMENT_SETTLES_MS = 7 * 86_400_000;
const MOST = 100;

/** The repository itself: its name, its branches, the instant of the last push. */
export async function fetchRepositoryMark(
  github: Github,
  repository: RepositoryName,
  mark: string | null,
): Promise<Newest> {
  return await ask(github, repository, '', {}, z.unknown(), mark, () => ({
    changedAt: null,
    isSettled: true,
  }));
}

/** The issue or pull request that was changed last: each change of one makes it the newest. */
export async function fetchNewestIssue(
  github: Github,
  repository: RepositoryName,
  mark: string | null,
): Promise<Newest> {
  const parameters = { state: 'all', sort: 'updated', direction: 'desc', per_page: 1 };
  const schema = z.array(z.object({ updated_at: instantSchema }));
  return await ask(
    github,
    repository,
    '/issues',
    parameters,
    schema,
    mark,
    (issues, answeredAt) => {
      const changedAt = latest(issues.map((issue) => issue.updated_at));
      return { changedAt, isSettled: isSettled(changedAt, answeredAt) };
    },
  );
}

/**
 * The deployments made last, each with the instant of its last status. Where more of them still change than one list
 * holds, there is no mark.
 */
export async function fetchNewestDeployments(
  github: Github,
  repository: RepositoryName,
  mark: string | null,
): Promise<Newest> {
  const schema = z.array(z.object({ created_at: instantSchema, updated_at: instantSchema }));
  const parameters = { per_page: MOST };
  return await ask(
    ...([github, repository, '/deployments', parameters, schema, mark] as const),
    (deployments, answeredAt) => {
      const changedAt = latest(deployments.flatMap((row) => [row.created_at, row.updated_at]));
      const earliest = deployments.at(-1)?.created_at;
      const areAll =
        deployments.length < MOST ||
        earliest === undefined ||
        earliest.getTime() < answeredAt.getTime() - DEPLOYMENT_SETTLES_MS;
      return { changedAt, isSettled: areAll && isSettled(changedAt, answeredAt) };
    },
  );
}

async function ask<S extends z.ZodType>(
  github: Github,
  { owner, name }: RepositoryName,
  list: string,
  parameters: Record<string, string | number>,
  schema: S,
  mark: string | null,
  read: (data: z.infer<S>, answeredAt: Date) => { changedAt: Date | null; isSettled: boolean },
): Promise<Newest> {
  const path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}${list}`;
  const etag = etagOf(mark, path);
  const answer = await github.restIfChanged(path, parameters, schema, etag, { retries: 0 });
  if (!answer.isChanged) {
    return { mark, isShown: false, changedAt: null };
  }
  const answeredAt = github.lastAnsweredAt() ?? new Date(0);
  const { changedAt, isSettled: isFinal } = read(answer.data, answeredAt);
  return { mark: isFinal ? markOf(path, answer.etag) : null, isShown: true, changedAt };
}

function isSettled(changedAt: Date | null, answeredAt: Date): boolean {
  return changedAt === null || changedAt.getTime() < answeredAt.getTime() - SETTLING_MS;
}

function latest(instants: readonly Date[]): Date | null {
  return instants.reduce<Date | null>((max, at) => (max === null || at > max ? at : max), null);
}

/** A mark holds for its own address alone: after a rename, everything is asked for again. */
export function markOf(address: string, etag: string | null): string | null {
  return etag === null ? null : `${address} ${etag}`;
}

export function etagOf(mark: string | null, address: string): string | null {
  return mark?.startsWith(`${address} `) === true ? mark.slice(address.length + 1) : null;
}
