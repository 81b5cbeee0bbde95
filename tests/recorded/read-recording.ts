import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Folders of recorded repositories below `worlds`; empty when there is no such folder. */
export function listRecordings(worlds: string): string[] {
  if (!existsSync(worlds)) {
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
