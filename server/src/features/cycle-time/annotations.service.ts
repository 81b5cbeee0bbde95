import type { Annotation } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { PullRequestFilter } from '@bellwether/shared/pull-requests/pull-requests.schema';
import type { AppContext } from '../../app-context.ts';
import { findSampleTeam } from './annotations.store.ts';

/** What was changed within the period; so far the sample team's story is the only source. */
export async function readAnnotations(
  { db, sample }: Pick<AppContext, 'db' | 'sample'>,
  { from, to, repositories }: PullRequestFilter,
): Promise<Annotation[]> {
  const team = await findSampleTeam(db, repositories);
  if (team === null) {
    return [];
  }
  const { changedOn, changeTitle } = sample.story(team.seed, team.endsAt);
  return from <= changedOn && changedOn < to ? [{ on: changedOn, text: changeTitle }] : [];
}
