import { AppError } from '@bellwether/shared/errors/app-error';
import type { CodeOwnersFile, PathOwners } from '@bellwether/shared/people/code-owners.schema';
import { isVisible, type VisibleIds } from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import { loadCodeOwnersFiles, loadCodeOwnersLines } from './code-owners.store.ts';
import { findOwners } from './owners-of.rules.ts';
import { loadTeamPaths, loadTeamRepositories, loadTeams } from './teams.store.ts';

/** How a team is called for those who do not see it. */
const ANOTHER_TEAM = 'another team';

type Context = Pick<AppContext, 'db'>;

/** Every repository with its CODEOWNERS file as it was read last. */
export async function readCodeOwners({ db }: Context): Promise<CodeOwnersFile[]> {
  const lines = await loadCodeOwnersLines(db.pool);
  return (await loadCodeOwnersFiles(db.pool)).map((file) => ({
    ...file,
    lines: lines
      .filter(({ repositoryId }) => repositoryId === file.repositoryId)
      .map(({ line, pattern, owners, problem }) => ({ line, pattern, owners, problem })),
  }));
}

/**
 * Who owns a path of a repository, and which line says so. Teams that the caller does not see go without their names.
 * @throws AppError `not_found` when the repository is not here
 */
export async function ownersOf(
  app: Context,
  repositoryId: string,
  path: string,
  teams: VisibleIds,
): Promise<PathOwners> {
  const file = (await readCodeOwners(app)).find((one) => one.repositoryId === repositoryId);
  if (file === undefined) {
    throw new AppError('not_found', 'This repository is not read any more.', {
      field: 'repositoryId',
      remedy: 'Choose another repository.',
    });
  }
  const { pool } = app.db;
  const names = new Map((await loadTeams(pool)).map(({ id, name }) => [id, name]));
  const named = <T extends { teamId: string }>(rows: readonly T[]) =>
    rows.flatMap((row) => {
      const teamName = isVisible(teams, row.teamId) ? names.get(row.teamId) : ANOTHER_TEAM;
      return teamName === undefined ? [] : [{ ...row, teamName }];
    });
  const paths = (await loadTeamPaths(pool)).filter((one) => one.repositoryId === repositoryId);
  const held = (await loadTeamRepositories(pool)).filter(({ id }) => id === repositoryId);
  return findOwners(
    {
      teamPaths: named(paths),
      codeOwnersPath: file.path,
      lines: file.lines,
      teamNames: named(held).map(({ teamName }) => teamName),
    },
    path,
  );
}
