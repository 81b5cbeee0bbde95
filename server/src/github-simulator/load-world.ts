import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readNdjson } from './read-ndjson.ts';
import { stableNumber } from './stable-id.ts';
import type {
  World,
  WorldCommit,
  WorldDeployment,
  WorldFile,
  WorldIssue,
  WorldIssueComment,
  WorldPull,
  WorldRelease,
  WorldRepository,
  WorldReview,
  WorldReviewComment,
  WorldTimelineEvent,
  WorldUser,
  WorldWorkflowRun,
} from './world.types.ts';
import { WorldUnreadableError } from './world-unreadable-error.ts';

type RecordedPull = WorldPull & {
  url?: string;
  base: { user?: WorldUser; repo?: { id?: number; node_id?: string; full_name?: string } };
};

const LISTS = ['pulls', 'issues', 'deployments', 'pull_commits', 'timeline'];

/**
 * Reads a world from a folder of gzipped NDJSON lists, or from a folder of such folders (one repository each).
 * `repository.json` in a repository's folder, if there, overrides what is otherwise worked out from the lists.
 * Throws WorldUnreadableError with a sentence for a person.
 */
export function loadWorld(folder: string): World {
  const folders = findRepositoryFolders(folder);
  const repositories = folders.map(loadRepository);
  return { name: basename(folder), endsAt: lastInstant(repositories), repositories };
}

function findRepositoryFolders(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    throw new WorldUnreadableError(`There is no folder ${folder}.`);
  }
  if (holdsRepository(folder)) {
    return [folder];
  }
  const inner = readdirSync(folder)
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isDirectory() && holdsRepository(path));
  if (inner.length === 0) {
    throw new WorldUnreadableError(
      `${folder} holds no recorded repository: neither pulls.ndjson.gz nor repository.json, here or one folder below.`,
    );
  }
  return inner;
}

function holdsRepository(folder: string): boolean {
  const names = LISTS.flatMap((list) => [`${list}.ndjson.gz`, `${list}.ndjson`]);
  return [...names, 'repository.json'].some((name) => existsSync(join(folder, name)));
}

function loadRepository(folder: string): WorldRepository {
  const pulls = readNdjson<RecordedPull>(folder, 'pulls');
  const lists = {
    pulls,
    reviews: readNdjson<WorldReview>(folder, 'reviews'),
    reviewComments: readNdjson<WorldReviewComment>(folder, 'review_comments'),
    issueComments: readNdjson<WorldIssueComment>(folder, 'issue_comments'),
    commits: readNdjson<WorldCommit>(folder, 'pull_commits'),
    files: readNdjson<WorldFile>(folder, 'files'),
    timeline: readNdjson<WorldTimelineEvent>(folder, 'timeline'),
    issues: readNdjson<WorldIssue>(folder, 'issues'),
    deployments: readNdjson<WorldDeployment>(folder, 'deployments'),
    releases: readNdjson<WorldRelease>(folder, 'releases'),
    workflowRuns: readNdjson<WorldWorkflowRun>(folder, 'workflow_runs'),
  };
  return { ...describeRepository(folder, lists), ...lists, ...readOverrides(folder) };
}

type Lists = Pick<WorldRepository, 'reviews' | 'issueComments' | 'issues'> & {
  pulls: RecordedPull[];
};

function describeRepository(folder: string, lists: Lists) {
  const { pulls, issues } = lists;
  const sample = pulls[0];
  const full_name = nameFromUrl(sample?.url) ?? nameFromFolder(folder);
  const ownerLogin = full_name.split('/')[0] ?? full_name;
  const id = sample?.base.repo?.id ?? stableNumber(`repository ${full_name}`);
  const instants = [...pulls, ...issues];
  return {
    full_name,
    id,
    node_id: sample?.base.repo?.node_id ?? `R_${id}`,
    private: false,
    archived: false,
    fork: false,
    default_branch: mostFrequent(pulls.map((pull) => pull.base.ref)) ?? 'master',
    created_at: earliest(instants.map((row) => row.created_at)) ?? '2008-02-08T00:00:00Z',
    pushed_at: latest(instants.map((row) => row.closed_at ?? row.created_at)),
    owner: sample?.base.user ?? findOwner(ownerLogin, lists),
    gitattributes: null,
  };
}

/** The owner's account as the recording knows it; one that never acted is taken for an organization. */
function findOwner(login: string, lists: Lists): WorldUser {
  const { pulls, issues, reviews, issueComments } = lists;
  const acted = [...pulls, ...issues, ...reviews, ...issueComments].find(
    (row) => row.user?.login.toLowerCase() === login.toLowerCase(),
  );
  return acted?.user ?? { login, id: stableNumber(`owner ${login}`), type: 'Organization' };
}

function nameFromUrl(url: string | undefined): string | undefined {
  return url?.match(/\/repos\/([^/]+\/[^/]+)\//)?.[1];
}

function nameFromFolder(folder: string): string {
  const name = basename(folder);
  return name.includes('__') ? name.replace('__', '/') : `recorded/${name}`;
}

function readOverrides(folder: string): Partial<WorldRepository> {
  const path = join(folder, 'repository.json');
  if (!existsSync(path)) {
    return {};
  }
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<WorldRepository>;
  } catch (cause) {
    throw new WorldUnreadableError(`${path} is not JSON.`, { cause });
  }
}

function mostFrequent(names: string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const name of names) {
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function lastInstant(repositories: WorldRepository[]): string | null {
  return latest(
    repositories.flatMap((repository) =>
      [...repository.pulls, ...repository.issues].map((row) => row.updated_at),
    ),
  );
}

function earliest(instants: string[]): string | null {
  return instants.reduce<string | null>((min, at) => (min === null || at < min ? at : min), null);
}

function latest(instants: string[]): string | null {
  return instants.reduce<string | null>((max, at) => (max === null || at > max ? at : max), null);
}
