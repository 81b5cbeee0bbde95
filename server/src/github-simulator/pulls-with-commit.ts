import { mergeShaOf } from './git-graph.ts';
import type { RepositoryIndex } from './repository-index.ts';
import type { WorldPull } from './world.types.ts';

const heldByRepository = new WeakMap<RepositoryIndex, Map<string, WorldPull[]>>();

/** Pull requests that list a commit, or whose merge it is, by number. */
export function pullsWithCommit(repo: RepositoryIndex, sha: string): WorldPull[] {
  let bySha = heldByRepository.get(repo);
  if (bySha === undefined) {
    bySha = groupBySha(repo);
    heldByRepository.set(repo, bySha);
  }
  return bySha.get(sha) ?? [];
}

function groupBySha(repo: RepositoryIndex): Map<string, WorldPull[]> {
  const bySha = new Map<string, WorldPull[]>();
  for (const pull of repo.pullsBy('created_at')) {
    const shas = new Set(repo.commitsOf(pull.number).map((commit) => commit.sha));
    if (pull.merged_at !== null) {
      shas.add(mergeShaOf(repo.repository, pull));
    }
    for (const sha of shas) {
      const pulls = bySha.get(sha) ?? [];
      pulls.push(pull);
      bySha.set(sha, pulls);
    }
  }
  return bySha;
}
