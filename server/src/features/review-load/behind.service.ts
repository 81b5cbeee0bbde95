import { sizeClassOf } from '@bellwether/shared/pull-requests/size-class';
import type { Behind, BehindInput } from '@bellwether/shared/review-load/review-load.schema';
import { formatInstant } from '@bellwether/shared/time/instant';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { readPeriod } from '../cycle-time/period.rules.ts';
import {
  loadReviewed,
  loadReviewedPlaces,
  type ReviewedPlace,
  type ReviewedQuestion,
} from './behind.store.ts';
import { chooseListed } from './choose-reviewed.ts';
import { loadCrowd } from './crowd.service.ts';
import { areaReader } from './place-changes.rules.ts';
import { loadAreaSources } from './placed.store.ts';

const MOST_ITEMS = 500;

/** The pull requests behind a number of the page, with what each review is taken to cost; only those that the caller sees one by one. */
export async function readBehind(
  { db }: Pick<AppContext, 'db'>,
  { filter, reviewer, author, area }: BehindInput,
  sight: Sight,
  zone = 'UTC',
): Promise<Behind> {
  const nothing = { items: [], total: 0, minutes: 0 };
  const choice = await chooseListed(db.pool, sight, filter);
  if (choice === null) {
    return nothing;
  }
  const { from, to } = readPeriod(filter, 'month', zone);
  const chosen = [reviewer, author].filter((key) => key !== undefined && key !== 'machines');
  const asked = await loadCrowd(
    db.pool,
    sight,
    chosen.flatMap((key) => key ?? []),
  );
  if (chosen.some((key) => key !== undefined && !asked.isSeen(key))) {
    return nothing;
  }
  const question: ReviewedQuestion = {
    ...{ choice, from, to },
    ...(reviewer === undefined ? {} : { reviewer }),
    ...(author === undefined ? {} : { author }),
  };
  const { rows, total, minutes } =
    area === undefined
      ? await loadReviewed(db.pool, question, { limit: MOST_ITEMS })
      : await loadInArea(db, question, area);
  const crowd = await loadCrowd(
    db.pool,
    sight,
    rows.flatMap(({ reviewers }) => reviewers),
  );
  return {
    ...{ total, minutes },
    items: rows.map((row) => {
      const known = row.reviewers.flatMap((key) => crowd.refer(key, '').name ?? []);
      const { id, repository, number, title, size } = row;
      return {
        ...{ id, repository, number, title, author: row.author, size, minutes: row.minutes },
        sizeClass: sizeClassOf(size),
        reviewers: known.sort((a, b) => a.localeCompare(b, 'en')),
        otherReviewers: row.reviewers.length - known.length,
        reviewedAt: formatInstant(row.reviewedAt),
      };
    }),
  };
}

/** The same for an area: which changes lie in it is told by rules, and only those that are listed are read in full. */
async function loadInArea(
  db: AppContext['db'],
  question: ReviewedQuestion,
  area: string,
): ReturnType<typeof loadReviewed> {
  const places = await keepArea(db, await loadReviewedPlaces(db.pool, question), area);
  const listed = places.slice(0, MOST_ITEMS).map(({ id }) => id);
  const { rows } = await loadReviewed(db.pool, question, { limit: MOST_ITEMS, ids: listed });
  return {
    rows,
    total: places.length,
    minutes: places.reduce((sum, { minutes }) => sum + minutes, 0),
  };
}

async function keepArea(
  db: AppContext['db'],
  rows: readonly ReviewedPlace[],
  area: string,
): Promise<ReviewedPlace[]> {
  const ids = [...new Set(rows.map(({ repositoryId }) => repositoryId))];
  const read = areaReader(await loadAreaSources(db.pool, ids));
  const blank = { author: null, readyAt: null, mergedAt: null, endAt: null, pickupSeconds: null };
  return rows.filter((row) =>
    read({ ...row, ...blank, pauses: [], reviewers: [], reviewedAts: [] }).some(
      ({ key }) => key === area,
    ),
  );
}
