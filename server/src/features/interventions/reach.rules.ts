import type { RowScope } from '@bellwether/shared/access/row-scope';
import { AppError } from '@bellwether/shared/errors/app-error';

type Ids = ReadonlySet<string> | null;

/** What somebody sees; null: without limit. */
export type Visible = { teams: Ids; repositories: Ids };

/**
 * Whether one may know of an intervention: it is their team's, or it concerns everybody and, where it names repositories,
 * one of theirs.
 */
export function mayKnow(
  { teamId, repositoryIds }: { teamId: string | null; repositoryIds: readonly string[] },
  { teams, repositories }: Visible,
): boolean {
  if (teamId !== null) {
    return teams === null || teams.has(teamId);
  }
  return (
    repositories === null ||
    repositoryIds.length === 0 ||
    repositoryIds.some((id) => repositories.has(id))
  );
}

/** Whether one may say something of a team (null: of everybody). `teams`: those that they may write of, with those below. */
export function mayWriteOf(teamId: string | null, scope: RowScope | null, teams: Ids): boolean {
  if (scope === null) {
    return false;
  }
  return scope.teamIds === 'all' || (teamId !== null && teams?.has(teamId) === true);
}

/** @throws AppError `forbidden` when it is not theirs to write of */
export function refuseForeign(teamId: string | null, scope: RowScope, teams: Ids): void {
  if (!mayWriteOf(teamId, scope, teams)) {
    throw new AppError(
      'forbidden',
      teamId === null
        ? 'What concerns everybody is written by an admin, or by a lead of everything.'
        : 'This is not one of your teams.',
      { field: 'teamId', remedy: 'Choose one of your teams.' },
    );
  }
}
