import type { GraphCommit } from '../git-graph.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import { shapeUser } from './account.shape.ts';
import type { Shaping } from './rest-route.ts';

export function shapeCommit(shaping: Shaping, repo: RepositoryIndex, commit: GraphCommit) {
  const { full_name } = repo.repository;
  const base = `${shaping.baseUrl}/repos/${full_name}/commits`;
  const page = `https://github.com/${full_name}/commit`;
  return {
    sha: commit.sha,
    node_id: commit.node_id,
    commit: {
      author: { name: commit.authorName, email: commit.authorEmail, date: commit.authoredAt },
      committer: {
        name: commit.committerName,
        email: commit.committerEmail,
        date: commit.committedAt,
      },
      message: commit.message,
      comment_count: 0,
    },
    url: `${base}/${commit.sha}`,
    html_url: `${page}/${commit.sha}`,
    author: shapeUser(shaping, commit.author),
    committer: null,
    parents: commit.parents.map((sha) => ({
      sha,
      url: `${base}/${sha}`,
      html_url: `${page}/${sha}`,
    })),
  };
}
