import { nodeIdOf } from '../node-ids.ts';
import { byCreation, type RepositoryIndex } from '../repository-index.ts';
import type { WorldRelease } from '../world.types.ts';
import { shapeUser } from './account.shape.ts';
import { found, list, one, type RestRoute, repositoryRoute, type Shaping } from './rest-route.ts';

export const releasesRoutes: RestRoute[] = [
  repositoryRoute('/releases', ['contents'], (repo, { shaping }) =>
    list(byCreation(releasesOf(repo)).reverse(), (row) => shapeRelease(shaping, repo, row)),
  ),
  repositoryRoute('/releases/:id', ['contents'], (repo, { params, shaping }) => {
    const row = releasesOf(repo).find(({ id }) => id === Number(params.id));
    return one(shapeRelease(shaping, repo, found(row)));
  }),
];

function releasesOf({ repository }: RepositoryIndex): readonly WorldRelease[] {
  return repository.releases ?? [];
}

function shapeRelease(shaping: Shaping, repo: RepositoryIndex, row: WorldRelease) {
  const { full_name, default_branch } = repo.repository;
  return {
    url: `${shaping.baseUrl}/repos/${full_name}/releases/${row.id}`,
    html_url: `https://github.com/${full_name}/releases/tag/${encodeURIComponent(row.tag_name)}`,
    id: row.id,
    node_id: nodeIdOf('release', row),
    tag_name: row.tag_name,
    target_commitish: default_branch,
    name: row.name ?? row.tag_name,
    draft: row.draft ?? false,
    prerelease: row.prerelease ?? false,
    created_at: row.created_at,
    published_at: row.published_at,
    author: shapeUser(shaping, row.author),
    assets: [],
    body: null,
  };
}
