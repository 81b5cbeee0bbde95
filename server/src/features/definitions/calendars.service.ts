import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { IdlePullRequests } from '@bellwether/shared/definitions/calendars.schema';
import { AppError } from '@bellwether/shared/errors/app-error';
import type { AppContext } from '../../app-context.ts';
import {
  isKnownRegion,
  listHolidayRegions,
  type PublicHoliday,
  publicHolidaysOf,
} from '../../calendars/public-holidays.ts';
import { loadIdle } from './idle.store.ts';

const DAY_MS = 86_400_000;
const MOST_LISTED = 100;

/** Every country and part of one whose public holidays are known, by name. */
export function readRegions() {
  return listHolidayRegions();
}

/**
 * The public holidays of this year and the next.
 * @throws AppError `not_found` when nobody knows the region
 */
export function readPublicHolidays({ clock }: Pick<AppContext, 'clock'>, region: string) {
  if (!isKnownRegion(region)) {
    throw new AppError('not_found', `The public holidays of ${region} are not known.`, {
      field: 'region',
      remedy: 'Choose a region from the list.',
    });
  }
  const year = clock().getUTCFullYear();
  return [year, year + 1].flatMap((one): PublicHoliday[] => publicHolidaysOf(region, one));
}

/** Open pull requests that count, and to which nothing happened for so many days; the longest idle first (B14). */
export async function listIdle(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  days: number,
  scope: RowScope,
): Promise<IdlePullRequests> {
  const now = clock();
  const limit = new Date(now.getTime() - days * DAY_MS);
  const { rows, total } = await loadIdle(db.pool, limit, scope, MOST_LISTED);
  return {
    total,
    pullRequests: rows.map(({ updatedAt, ...row }) => ({
      ...row,
      idleDays: Math.floor((now.getTime() - updatedAt.getTime()) / DAY_MS),
    })),
  };
}
