import { labelNodeId, nodeIdOf, pullCommitNodeId } from '../node-ids.ts';
import { lazily, type RepositoryIndex } from '../repository-index.ts';
import type { WorldIndex } from '../world-index.ts';
import {
  actorNode,
  commentNode,
  commitNode,
  deploymentNode,
  issueNode,
  labelNode,
  organizationTeamNode,
  pullCommitNode,
  pullNode,
  releaseNode,
  repositoryNode,
  reviewCommentNode,
  reviewNode,
} from './graph-nodes.ts';
import { eventNode } from './timeline-items.ts';

type RepositoryThing = { repo: RepositoryIndex; make: () => unknown };

/** Finds anything by its node id. The large table (reviews, comments, commits, events) is built when a small one has no answer. */
export type NodeLookup = (id: string) => { repo: RepositoryIndex | null; node: unknown } | null;

export function createNodeLookup(index: WorldIndex): NodeLookup {
  const subjects = lazily(() => tableOf(index, subjectsOf));
  const details = lazily(() => tableOf(index, detailsOf));
  const people = lazily(() => peopleOf(index));
  return (id) => {
    const thing = subjects().get(id) ?? details().get(id);
    if (thing !== undefined) {
      return { repo: thing.repo, node: thing.make() };
    }
    const user = people().get(id);
    return user === undefined ? null : { repo: null, node: user };
  };
}

type Entry = [id: string, make: () => unknown];

function tableOf(
  index: WorldIndex,
  entriesOf: (repo: RepositoryIndex) => Iterable<Entry>,
): Map<string, RepositoryThing> {
  const table = new Map<string, RepositoryThing>();
  for (const repo of index.repositories) {
    for (const [id, make] of entriesOf(repo)) {
      table.set(id, { repo, make });
    }
  }
  return table;
}

function* subjectsOf(repo: RepositoryIndex): Iterable<Entry> {
  const { repository } = repo;
  yield [repository.node_id, () => repositoryNode(repo)];
  for (const row of repository.pulls) {
    yield [nodeIdOf('pull', row), () => pullNode(repo, row)];
  }
  for (const row of repository.issues) {
    yield [nodeIdOf('issue', row), () => issueNode(repo, row)];
  }
  for (const row of repository.deployments) {
    yield [nodeIdOf('deployment', row), () => deploymentNode(repo, row)];
  }
  for (const row of repository.releases ?? []) {
    yield [nodeIdOf('release', row), () => releaseNode(repo, row)];
  }
}

function* detailsOf(repo: RepositoryIndex): Iterable<Entry> {
  const { repository } = repo;
  for (const row of repository.reviews) {
    yield [nodeIdOf('review', row), () => reviewNode(repo, row)];
  }
  for (const row of repository.reviewComments) {
    yield [nodeIdOf('reviewComment', row), () => reviewCommentNode(repo, row)];
  }
  for (const row of repository.issueComments) {
    yield [nodeIdOf('comment', row), () => commentNode(repo, row)];
  }
  for (const row of repository.timeline) {
    yield [nodeIdOf('event', row), () => eventNode(repo, row)];
  }
  for (const row of repository.commits) {
    yield [pullCommitNodeId(row), () => pullCommitNode(repo, row)];
  }
  for (const commit of repo.graph().commits.values()) {
    yield [commit.node_id, () => commitNode(repo, commit.sha)];
  }
  for (const row of [...repository.pulls, ...repository.issues]) {
    for (const label of row.labels) {
      yield [labelNodeId(repository.full_name, label), () => labelNode(repo, label)];
    }
  }
}

function peopleOf(index: WorldIndex): Map<string, unknown> {
  return new Map<string, unknown>([
    ...index.people().map((user) => [index.nodeIdOf(user), actorNode(user)] as const),
    ...(index.world.teams ?? []).map(
      (team) => [nodeIdOf('team', team), organizationTeamNode(team)] as const,
    ),
  ]);
}
