import type { Annotation } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { freshSettings } from '@bellwether/shared/definitions/definitions.schema';
import { describeChange } from '@bellwether/shared/definitions/describe-change.rules';
import { describeChangeWithoutNames } from '@bellwether/shared/definitions/withhold-names.rules';
import type { PullRequestFilter } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { type Sight, seesEverybody } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { findSampleTeam, loadActivatedSettings } from './annotations.store.ts';

/** What was changed within the period: the definitions (B0.9), and the turn of the sample team's story. Earliest first. Repositories null: all. */
export async function readAnnotations(
  app: Pick<AppContext, 'db' | 'sample'>,
  { from, to }: Pick<PullRequestFilter, 'from' | 'to'>,
  repositories: readonly string[] | null,
  sight: Sight,
): Promise<Annotation[]> {
  const found = [
    ...(await readStory(app, repositories)),
    ...(await readDefinitionChanges(app, sight)),
  ];
  return found.filter(({ on }) => from <= on && on < to).sort((a, b) => a.on.localeCompare(b.on));
}

async function readStory(
  { db, sample }: Pick<AppContext, 'db' | 'sample'>,
  repositories: readonly string[] | null,
): Promise<Annotation[]> {
  const team = await findSampleTeam(db, repositories);
  if (team === null) {
    return [];
  }
  const { changedOn, changeTitle } = sample.story(team.seed, team.endsAt);
  return [{ on: changedOn, text: changeTitle }];
}

async function readDefinitionChanges(
  { db }: Pick<AppContext, 'db'>,
  sight: Sight,
): Promise<Annotation[]> {
  const describe = seesEverybody(sight) ? describeChange : describeChangeWithoutNames;
  const activated = await loadActivatedSettings(db.pool);
  return activated.flatMap(({ activatedAt, settings }, index) => {
    const changes = describe(activated[index - 1]?.settings ?? freshSettings, settings);
    return changes.length === 0
      ? []
      : [{ on: formatDay(activatedAt), text: `Definition changed: ${shorten(changes)}` }];
  });
}

function shorten([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? first : `${first}, and ${others.length} more`;
}

function formatDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}
