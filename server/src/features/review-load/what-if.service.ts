import { AppError } from '@bellwether/shared/errors/app-error';
import { type AreaLoad, loadByArea } from '@bellwether/shared/review-load/area-load.metric';
import {
  type FirstReview,
  type PickupWithout,
  pickupWithout,
} from '@bellwether/shared/review-load/first-review-without.metric';
import type { WhatIf, WhatIfInput } from '@bellwether/shared/review-load/review-load.schema';
import { neighboursOf, traineesFor } from '@bellwether/shared/review-load/trainees.metric';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { readPeriod } from '../cycle-time/period.rules.ts';
import { MOST_CHANGES } from './areas.service.ts';
import { chooseReviewed } from './choose-reviewed.ts';
import { type Crowd, loadCrowd } from './crowd.service.ts';
import { areaReader, firstReviewOf, placeChanges } from './place-changes.rules.ts';
import { loadAreaSources, loadChanges } from './placed.store.ts';
import { countOpenOf } from './queue-count.store.ts';
import { isTooFew } from './withhold.rules.ts';

const DAY = 86_400;
const MOST_AREAS = 30;
/** The same question has the same answer. */
const SEED = 20_261;

/**
 * What the time to the first review would be without one person, area by area, and who could learn to stand in.
 * @throws AppError `not_found` for somebody whom the caller may not see by name
 */
export async function readWhatIf(
  { db }: Pick<AppContext, 'db'>,
  { filter, person, days }: WhatIfInput,
  sight: Sight,
  zone = 'UTC',
): Promise<WhatIf> {
  const { from, to } = readPeriod(filter, 'month', zone);
  const own = await loadCrowd(db.pool, sight, [person]);
  if (own.person(person) === undefined || !own.isSeen(person)) {
    throw new AppError('not_found', 'There is no such person among those whom you may see.', {
      field: 'person',
      remedy: 'Choose somebody of the list.',
    });
  }
  const choice = await chooseReviewed(db.pool, sight, filter);
  const { changes, total } = await loadChanges(db.pool, choice, from, to, MOST_CHANGES);
  const sources = await loadAreaSources(db.pool, [
    ...new Set(changes.map(({ repositoryId }) => repositoryId)),
  ]);
  const areasOfRow = areaReader(sources);
  const placed = placeChanges(changes, areasOfRow, from, to);
  const loads = new Map(loadByArea(placed).map((load) => [load.area.key, load]));
  const { firstBy, given } = gatherFirst(
    changes.map((row, index) => ({
      first: firstReviewOf(row, from, to),
      keys: (placed[index]?.areas ?? []).map(({ key }) => key),
    })),
    person,
  );
  const crowd = await loadCrowd(
    db.pool,
    sight,
    [...loads.values()].flatMap(({ people }) => people.map((one) => one.person)),
  );
  const areas = [...firstBy]
    .map(([key, reviews]) => ({ key, without: pickupWithout(reviews, person, SEED) }))
    .filter(({ key, without }) => without.byPerson > 0 && isTold(loads.get(key), crowd))
    .sort((a, b) => b.without.byPerson - a.without.byPerson || (a.key < b.key ? -1 : 1))
    .slice(0, MOST_AREAS);
  return {
    person: own.refer(person, ''),
    days,
    openRequests: await countOpenOf(db.pool, choice, own.person(person)?.accountIds ?? []),
    expectedFirstReviews: (given * days * DAY) / Math.max(1, to - from),
    looked: changes.length,
    total,
    areas: areas.flatMap(({ key, without }) => {
      const load = loads.get(key);
      if (load === undefined) {
        return [];
      }
      const neighbours = neighboursOf(key, placed).flatMap((one) => loads.get(one) ?? []);
      return [describe(load, neighbours, without, person, crowd)];
    }),
  };
}

/** First reviews by area, and how many of them the person gave. */
function gatherFirst(
  changes: readonly { first: FirstReview | null; keys: readonly string[] }[],
  person: string,
) {
  const firstBy = new Map<string, FirstReview[]>();
  let given = 0;
  for (const { first, keys } of changes) {
    given += first?.reviewer === person ? 1 : 0;
    for (const key of first === null ? [] : keys) {
      const list = firstBy.get(key) ?? [];
      firstBy.set(key, first === null ? list : [...list, first]);
    }
  }
  return { firstBy, given };
}

/** An area in which one or two hidden people would be told apart is left out. */
function isTold(load: AreaLoad | undefined, crowd: Crowd): boolean {
  return (
    load !== undefined &&
    !isTooFew(
      load.people.map(({ person }) => person),
      crowd,
    )
  );
}

function describe(
  load: AreaLoad,
  neighbours: readonly AreaLoad[],
  without: PickupWithout,
  away: string,
  crowd: Crowd,
): WhatIf['areas'][number] {
  const { key, repository, name } = load.area;
  const trainees = traineesFor(load, neighbours, away)
    .filter(({ person }) => crowd.sight === 'names' && crowd.isSeen(person))
    .map(({ person, ...evidence }) => ({ ...crowd.refer(person, 'others'), ...evidence }));
  return { ...{ key, repository, name }, ...without, trainees };
}
