import { shapeLabel } from './pull.shape.ts';
import { shapeRepository } from './repository.shape.ts';
import { found, list, one, type RestRoute, repositoryRoute } from './rest-route.ts';

export const repositoryRoutes: RestRoute[] = [
  repositoryRoute('', ['metadata'], (repo, { shaping }) => one(shapeRepository(shaping, repo))),
  repositoryRoute('/labels', ['issues'], (repo, { shaping }) => {
    const rows = [...repo.repository.pulls, ...repo.repository.issues];
    const labels = new Map(rows.flatMap((row) => row.labels.map((label) => [label.name, label])));
    return list([...labels.values()], (label) => shapeLabel(shaping, repo, label));
  }),
  repositoryRoute('/branches', ['contents'], (repo) => {
    const { head } = repo.graph();
    const branches = head === null ? [] : [{ name: repo.repository.default_branch, sha: head }];
    return list(branches, ({ name, sha }) => ({ name, commit: { sha }, protected: false }));
  }),
  repositoryRoute('/contents/.gitattributes', ['contents'], (repo) => {
    const text = found(repo.repository.gitattributes);
    return one({
      type: 'file',
      encoding: 'base64',
      name: '.gitattributes',
      path: '.gitattributes',
      size: Buffer.byteLength(text),
      content: Buffer.from(text).toString('base64'),
    });
  }),
];
