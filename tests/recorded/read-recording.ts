import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type {
  WorldCommit,
  WorldDeployment,
  WorldFile,
  WorldIssueComment,
  WorldPull,
  WorldReview,
  WorldReviewComment,
  WorldTimelineEvent,
} from '@bellwether/server/github-simulator/world.types';

/** The rows of one recorded repository, in the field names of GitHub's REST API. */
export type Recording = {
  /** `owner/name`. */
  repository: string;
  folder: string;
  pulls: WorldPull[];
  reviews: WorldReview[];
  reviewComments: WorldReviewComment[];
  issueComments: WorldIssueComment[];
  commits: WorldCommit[];
  files: WorldFile[];
  timeline: WorldTimelineEvent[];
  deployments: WorldDeployment[];
};

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Folders of recorded repositories, below `BELLWETHER_WORLDS` or beside the checkout. Empty when there are none: the tests
 * that compare with them are then skipped.
 */
export function recordingFolders(): string[] {
  // biome-ignore lint/style/noProcessEnv: where the recordings lie differs between machines.
  const worlds = process.env.BELLWETHER_WORLDS ?? join(here, '../../../shared/data/github');
  if (!existsSync(worlds)) {
    process.stderr.write(`No recorded repositories at ${worlds}: set BELLWETHER_WORLDS.\n`);
    return [];
  }
  return readdirSync(worlds, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(worlds, entry.name, 'expected.csv')))
    .map((entry) => join(worlds, entry.name));
}

export function readRecording(folder: string): Recording {
  const pulls = readRows<WorldPull & { url: string }>(folder, 'pulls');
  const [, repository = ''] = /\/repos\/([^/]+\/[^/]+)\//.exec(pulls[0]?.url ?? '') ?? [];
  return {
    repository,
    folder,
    pulls,
    reviews: readRows(folder, 'reviews'),
    reviewComments: readRows(folder, 'review_comments'),
    issueComments: readRows<WorldIssueComment>(folder, 'issue_comments').filter(
      (comment) => comment.is_pull === true,
    ),
    commits: readRows(folder, 'pull_commits'),
    files: readRows(folder, 'files'),
    timeline: readRows<WorldTimelineEvent>(folder, 'timeline').filter(
      (event) => event.pull_number !== undefined,
    ),
    deployments: readRows(folder, 'deployments'),
  };
}

function readRows<Row>(folder: string, list: string): Row[] {
  const file = join(folder, `${list}.ndjson.gz`);
  if (!existsSync(file)) {
    return [];
  }
  return gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
}
