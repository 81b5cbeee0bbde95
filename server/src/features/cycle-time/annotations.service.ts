import type { Annotation } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { freshSettings } from '@bellwether/shared/definitions/definitions.schema';
import { describeChange } from '@bellwether/shared/definitions/describe-change.rules';
import { describeChangeWithoutNames } from '@bellwether/shared/definitions/withhold-names.rules';
import type { PullRequestFilter } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { type Sight, seesEverybody } from '../../access/sight.ts';
import {
  isVisible,
  limitTo,
  loadVisibleRepositories,
  loadVisibleTeams,
} from '../../access/visible-rows.ts';
import type { AppContext } from '../../app-context.ts';
import type { Database } from '../../db/open-database.ts';
import { mayKnow } from '../interventions/reach.rules.ts';
import {
  loadActivatedSettings,
  loadNotesOfDays,
  loadStartedInterventions,
} from './annotations.store.ts';
import type { AnnotationsInput } from './cycle-time-inputs.schema.ts';

type Period = Pick<PullRequestFilter, 'from' | 'to'>;

/**
 * What was changed within the period and concerns the repositories (null: all): the definitions (B0.9), interventions, and
 * what people noted about a day. Earliest first; what belongs to a team that the caller does not see is left out.
 */
export async function readAnnotations(
  { db }: Pick<AppContext, 'db'>,
  period: Period,
  repositories: readonly string[] | null,
  sight: Sight,
): Promise<Annotation[]> {
  const found = [
    ...(await readInterventions(db, period, repositories, sight)),
    ...(await readChartNotes(db, period, sight)),
    ...(await readDefinitionChanges({ db }, sight)),
  ];
  return found
    .filter(({ on }) => period.from <= on && on < period.to)
    .sort((a, b) => a.on.localeCompare(b.on));
}

/** Of the repositories that the caller may see. */
export async function readAnnotationsWithin(
  app: Pick<AppContext, 'db'>,
  { from, to, repositories }: AnnotationsInput,
  sight: Sight,
): Promise<Annotation[]> {
  const visible = await loadVisibleRepositories(app.db.pool, sight.scope);
  return await readAnnotations(app, { from, to }, limitTo(visible, repositories), sight);
}

async function readInterventions(
  { pool }: Pick<Database, 'pool'>,
  period: Period,
  repositories: readonly string[] | null,
  { scope }: Sight,
): Promise<Annotation[]> {
  const started = await loadStartedInterventions(pool, period);
  const visible = {
    teams: await loadVisibleTeams(pool, scope),
    repositories: await loadVisibleRepositories(pool, scope),
  };
  const shown = repositories === null ? null : new Set(repositories);
  return started
    .filter((one) => mayKnow(one, visible))
    .filter(({ repositoryIds }) =>
      mayKnow({ teamId: null, repositoryIds }, { ...visible, repositories: shown }),
    )
    .map(({ on, text }) => ({ on, text }));
}

async function readChartNotes(
  { pool }: Pick<Database, 'pool'>,
  period: Period,
  { scope }: Sight,
): Promise<Annotation[]> {
  const notes = await loadNotesOfDays(pool, period);
  const teams = await loadVisibleTeams(pool, scope);
  return notes
    .filter(({ teamId }) => teamId === null || isVisible(teams, teamId))
    .map(({ on, text }) => ({ on, text }));
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
