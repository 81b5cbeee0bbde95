import type { WorldRepository } from '../../world.types.ts';
import { organization } from './accounts.ts';
import { planRuns, type Start, toWorldDeployments } from './deployments.ts';
import { toWorldCommits } from './fold-branch.ts';
import { type FoldContext, type FoldedPull, foldPull } from './fold-pull.ts';
import { buildHistory } from './history.ts';
import type { Identifiers } from './identifiers.ts';
import { formatInstant } from './instants.ts';
import { toIssueRows } from './issues.ts';
import type { IssueDraft, PullDraft } from './moments.ts';
import { toWorldPull } from './pull-row.ts';
import type { Random } from './random.ts';
import type { RepositorySketch } from './repositories.ts';
import type { StoryClock } from './story.ts';
import { codeOwnersOf } from './teams.ts';

export type RepositoryParts = {
  sketch: RepositorySketch;
  pulls: readonly PullDraft[];
  issues: readonly IssueDraft[];
  /** When something goes to production, and why. */
  starts: readonly Start[];
};

const CREATED_AT = '2023-09-04T08:12:31Z';

/** Pull requests and issues share one sequence of numbers, in order of creation. */
function numberSubjects(
  pulls: readonly PullDraft[],
  issues: readonly IssueDraft[],
): (draft: object) => number {
  const subjects = [...pulls, ...issues].sort(
    (a, b) => a.createdAt - b.createdAt || (a.key < b.key ? -1 : 1),
  );
  const numbers = new Map<object, number>(subjects.map((subject, index) => [subject, index + 1]));
  return (draft) => {
    const number = numbers.get(draft);
    if (number === undefined) {
      throw new Error('A draft that is not part of this repository has no number in it');
    }
    return number;
  };
}

function emptyRepository(sketch: RepositorySketch): WorldRepository {
  return {
    full_name: `${organization.login}/${sketch.name}`,
    id: sketch.id,
    node_id: `R_kgHF${sketch.id.toString(36)}`,
    private: true,
    archived: false,
    fork: false,
    default_branch: 'main',
    created_at: CREATED_AT,
    pushed_at: null,
    owner: organization,
    gitattributes: sketch.gitattributes,
    ...codeOwnersOf(sketch.name),
    pulls: [],
    reviews: [],
    reviewComments: [],
    issueComments: [],
    commits: [],
    files: [],
    timeline: [],
    issues: [],
    deployments: [],
  };
}

function addPull(
  repository: WorldRepository,
  pull: FoldedPull,
  context: FoldContext,
  numberOf: (draft: object) => number,
): void {
  const { number } = context;
  repository.pulls.push(toWorldPull(pull, context, numberOf));
  repository.reviews.push(...pull.reviews);
  repository.reviewComments.push(...pull.reviewComments);
  repository.issueComments.push(...pull.comments);
  repository.commits.push(...toWorldCommits(number, pull.branch));
  repository.files.push(
    ...pull.draft.files.map((file) => ({
      pull_number: number,
      ...file,
      changes: file.additions + file.deletions,
    })),
  );
  repository.timeline.push(...pull.timeline);
}

/** All rows of one repository, ordered by number; deployments newest first. */
export function assembleRepository(
  parts: RepositoryParts,
  clock: StoryClock,
  ids: Identifiers,
  seed: Random,
): WorldRepository {
  const { sketch } = parts;
  const { endsAt } = clock;
  const repository = emptyRepository(sketch);
  const history = buildHistory(sketch.name, parts.pulls, endsAt, seed);
  const numberOf = numberSubjects(parts.pulls, parts.issues);
  const byNumber = (a: object, b: object): number => numberOf(a) - numberOf(b);
  for (const draft of [...parts.pulls].sort(byNumber)) {
    const random = seed.fork(`rows-${draft.key}`);
    const context = { number: numberOf(draft), endsAt, history, ids, random };
    addPull(repository, foldPull(draft, context), context, numberOf);
  }
  for (const draft of [...parts.issues].sort(byNumber)) {
    const rows = toIssueRows(draft, numberOf(draft), endsAt, ids);
    repository.issues.push(rows.issue);
    repository.issueComments.push(...rows.comments);
    repository.timeline.push(...rows.timeline);
  }
  const runs = planRuns(history, parts.starts, seed.fork(`runs-${sketch.name}`));
  repository.deployments = toWorldDeployments(runs, endsAt, ids);
  const lastMerge = history.merges.at(-1);
  repository.pushed_at = lastMerge ? formatInstant(lastMerge.at) : null;
  return repository;
}
