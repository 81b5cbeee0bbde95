import { type AreaLoad, loadByArea } from '@bellwether/shared/review-load/area-load.metric';
import type {
  ReviewAreas,
  ReviewLoadInput,
  ShownArea,
} from '@bellwether/shared/review-load/review-load.schema';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { readPeriod } from '../cycle-time/period.rules.ts';
import { chooseReviewed } from './choose-reviewed.ts';
import { type Crowd, loadCrowd } from './crowd.service.ts';
import { areaReader, placeChanges } from './place-changes.rules.ts';
import { loadAreaSources, loadChanges } from './placed.store.ts';
import { isTooFew } from './withhold.rules.ts';

/** The latest changes of a period that are looked at: their files are many. */
export const MOST_CHANGES = 5_000;
const MOST_AREAS = 60;

/** How many people carry the reviews of each area, and how many write it (B12). */
export async function readAreas(
  { db }: Pick<AppContext, 'db'>,
  { filter, bucket }: ReviewLoadInput,
  sight: Sight,
  zone = 'UTC',
): Promise<ReviewAreas> {
  const { from, to } = readPeriod(filter, bucket, zone);
  const choice = await chooseReviewed(db.pool, sight, filter);
  const { changes, total } = await loadChanges(db.pool, choice, from, to, MOST_CHANGES);
  const repositoryIds = [...new Set(changes.map(({ repositoryId }) => repositoryId))];
  const sources = await loadAreaSources(db.pool, repositoryIds);
  const areas = loadByArea(placeChanges(changes, areaReader(sources), from, to)).sort(
    (a, b) => b.reviewed + b.written - (a.reviewed + a.written) || compare(a.area.key, b.area.key),
  );
  const crowd = await loadCrowd(
    db.pool,
    sight,
    areas.flatMap(({ people }) => people.map(({ person }) => person)),
  );
  return {
    areas: areas.slice(0, MOST_AREAS).map((area) => showArea(area, crowd)),
    more: Math.max(0, areas.length - MOST_AREAS),
    looked: changes.length,
    total,
  };
}

const UNKNOWN = { absenceFactor: null, effective: null };

function showArea({ area, ...load }: AreaLoad, crowd: Crowd): ShownArea {
  const { key, repository, name, source } = area;
  const place = { key, repository, name, source };
  const keys = load.people.map(({ person }) => person);
  const people =
    crowd.sight === 'totals'
      ? null
      : load.people
          .filter(({ person }) => crowd.isSeen(person))
          .map(({ person, reviewed, minutes, written }) => ({
            ...crowd.refer(person, 'others'),
            ...{ reviewed, minutes, written },
          }))
          .sort((a, b) =>
            (a.name ?? '').localeCompare(b.name ?? '', 'en', { sensitivity: 'base' }),
          );
  if (isTooFew(keys, crowd)) {
    return {
      ...{ ...place, withheld: 'too-few-people', reviewed: null, written: null },
      ...{ reviewers: UNKNOWN, authors: UNKNOWN, people },
    };
  }
  const { overReviewers, overAuthors, reviewed, written } = load;
  return {
    ...{ ...place, withheld: null, reviewed, written, people },
    reviewers: { absenceFactor: overReviewers.absenceFactor, effective: overReviewers.effective },
    authors: { absenceFactor: overAuthors.absenceFactor, effective: overAuthors.effective },
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}
