import { oldestFirst, reachableFrom } from '../compare-commits.ts';
import { bareCommit, type GitGraph, type GraphCommit } from '../git-graph.ts';
import { pullCommitNodeId } from '../node-ids.ts';
import { parseInstant } from '../parse-instant.ts';
import { pullsWithCommit } from '../pulls-with-commit.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import { Connection } from './connection.ts';
import type { Args, FieldTable } from './graph-context.ts';
import {
  actorNode,
  type CommitNode,
  commitNode,
  type PullCommitNode,
  pullNode,
  repositoryNode,
} from './graph-nodes.ts';

export const commitFields: FieldTable<CommitNode> = {
  id: ({ commit }) => commit.node_id,
  oid: ({ commit }) => commit.sha,
  abbreviatedOid: ({ commit }) => commit.sha.slice(0, 7),
  authoredDate: ({ commit }) => commit.authoredAt,
  committedDate: ({ commit }) => commit.committedAt,
  pushedDate: () => null,
  message: ({ commit }) => commit.message,
  messageHeadline: ({ commit }) => commit.message.split('\n')[0] ?? '',
  messageBody: ({ commit }) => commit.message.split('\n').slice(1).join('\n').trim(),
  author: ({ commit }) => ({
    name: commit.authorName,
    email: commit.authorEmail,
    date: commit.authoredAt,
    user: userOnly(commit.author),
  }),
  committer: ({ commit }) => ({
    name: commit.committerName,
    email: commit.committerEmail,
    date: commit.committedAt,
    user: null,
  }),
  authors: ({ commit }, args) =>
    new Connection([commit], args, () => ({
      name: commit.authorName,
      email: commit.authorEmail,
      date: commit.authoredAt,
      user: userOnly(commit.author),
    })),
  parents: ({ repo, commit }, args) =>
    new Connection(commit.parents, args, (sha) => parentNode(repo, sha, commit)),
  history: ({ repo, commit }, args) =>
    new Connection(historyOf(repo.graph(), commit.sha, args), args, (ancestor) =>
      commitNode(repo, ancestor.sha),
    ),
  associatedPullRequests: ({ repo, commit }, args) =>
    new Connection(pullsWithCommit(repo, commit.sha), args, (pull) => pullNode(repo, pull)),
  repository: ({ repo }) => repositoryNode(repo),
  url: ({ repo, commit }) => `https://github.com/${repo.repository.full_name}/commit/${commit.sha}`,
  additions: () => 0,
  deletions: () => 0,
  changedFilesIfAvailable: () => null,
};

export const pullCommitFields: FieldTable<PullCommitNode> = {
  id: ({ row }) => pullCommitNodeId(row),
  commit: ({ repo, row }) => commitNode(repo, row.sha),
  pullRequest: ({ repo, row }) => {
    const pull = repo.pulls.get(row.pull_number);
    return pull === undefined ? null : pullNode(repo, pull);
  },
  url: ({ repo, row }) =>
    `https://github.com/${repo.repository.full_name}/pull/${row.pull_number}/commits/${row.sha}`,
};

function userOnly(user: CommitNode['commit']['author']) {
  const node = actorNode(user);
  return node?.__typename === 'User' ? node : null;
}

/** A parent that the world holds only as a hash is dated like its child: it is not younger. */
function parentNode(repo: RepositoryIndex, sha: string, child: GraphCommit): CommitNode {
  return (
    commitNode(repo, sha) ?? {
      __typename: 'Commit',
      repo,
      commit: bareCommit(sha, child.authoredAt, child.committedAt),
    }
  );
}

function historyOf(graph: GitGraph, sha: string, args: Args): GraphCommit[] {
  const since = parseInstant(args.since);
  const until = parseInstant(args.until);
  return oldestFirst([...reachableFrom(graph, sha).values()])
    .reverse()
    .filter((commit) => since === null || commit.committedAt >= since)
    .filter((commit) => until === null || commit.committedAt <= until);
}
