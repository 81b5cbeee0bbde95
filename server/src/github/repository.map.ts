import type { GithubRepository, RepositoryPayload } from './repository.schema.ts';

export function mapRepository(payload: RepositoryPayload): GithubRepository {
  const [owner = '', name = ''] = payload.nameWithOwner.split('/');
  return {
    id: payload.id,
    owner,
    name,
    url: payload.url,
    defaultBranch: payload.defaultBranchRef?.name ?? null,
    isPrivate: payload.isPrivate,
    isArchived: payload.isArchived,
    isFork: payload.isFork,
    isEmpty: payload.isEmpty,
    createdAt: payload.createdAt,
    pushedAt: payload.pushedAt,
  };
}
