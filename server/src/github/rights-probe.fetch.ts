import type { Ability } from '@bellwether/shared/connections/connections.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import { z } from 'zod';
import type { Github } from './open-github.ts';
import type { Probes } from './probed-rights.map.ts';

type ProbedRepository = { owner: string; name: string; isPrivate: boolean };

/** A call that each ability needs, one entry long. */
function pathsOf({ owner, name }: ProbedRepository): [ability: Ability, path: string][] {
  const base = `/repos/${owner}/${name}`;
  return [
    ['pull-requests', `${base}/pulls`],
    ['issues', `${base}/issues`],
    ['deployments', `${base}/deployments`],
    ['contents', `${base}/branches`],
    ['workflow-runs', `${base}/actions/runs`],
    ['teams', `/orgs/${owner}/teams`],
  ];
}

/** What the credential may read of a repository, one call for each ability. A call that fails otherwise tells nothing. */
export async function probeRights(github: Github, repository: ProbedRepository): Promise<Probes> {
  const found = new Map<Ability, boolean | null>([['metadata', true]]);
  for (const [ability, path] of pathsOf(repository)) {
    found.set(ability, await isReadable(github, path));
  }
  const { owner, name, isPrivate } = repository;
  return { repository: `${owner}/${name}`, isPrivate, found };
}

async function isReadable(github: Github, path: string): Promise<boolean | null> {
  try {
    await github.rest(path, { per_page: 1 }, z.unknown());
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error;
    }
    return error.code === 'upstream_forbidden' ? false : null;
  }
}
