import type {
  WeeklyPattern,
  WeeklyPatternInput,
} from '@bellwether/shared/cycle-time/cycle-time-depth.schema';
import {
  readWeeklyPattern,
  slotReader,
  slotsInWeek,
} from '@bellwether/shared/cycle-time/weekly-pattern.metric';
import { AppError } from '@bellwether/shared/errors/app-error';
import { isKnownTimeZone } from '@bellwether/shared/time/zone-offsets';
import { chooseForTotals } from '../../access/choose-within.ts';
import type { Sight } from '../../access/sight.ts';
import type { AppContext } from '../../app-context.ts';
import { gatherPeople, type Withheld, withholdFew } from './few-people.metric.ts';
import { mayHidePeople } from './hidden-people.store.ts';
import { readPeriod } from './period.rules.ts';
import { type CohortQuery, findBehindWeek, loadWeek } from './ready-cohort.store.ts';
import { loadDefinitions } from './rules-in-force.store.ts';

/**
 * When in the week work becomes ready and is looked at, by the local clock of a zone.
 * @throws AppError `invalid_input` for a zone that nobody knows, `forbidden` for an author whom the caller may not see
 */
export async function readWeek(
  { db }: Pick<AppContext, 'db'>,
  input: WeeklyPatternInput,
  sight: Sight,
): Promise<WeeklyPattern> {
  const { rules } = await loadDefinitions(db);
  const zone = input.zone ?? rules.calendar.timeZone;
  if (!isKnownTimeZone(zone)) {
    throw new AppError('invalid_input', `No time zone is called ${zone}.`, {
      ...{ field: 'zone', remedy: 'Write one of the IANA list, like Europe/Berlin.' },
    });
  }
  const choice = await chooseForTotals(db.pool, sight, input.filter);
  const { from, to } = readPeriod(input.filter, 'month', zone);
  const query: CohortQuery = { clock: input.clock, choice, from, to };
  const { readies, reviewedAts } = await loadWeek(db.pool, query);
  const hidden = mayHidePeople(sight, choice)
    ? await findBehindWeek(db.pool, query, sight)
    : { ready: [], reviewed: [] };
  const slotOf = slotReader(zone);
  const withhold = (people: readonly { at: number; person: string }[]): Withheld =>
    withholdFew(
      gatherPeople(
        people.map(({ at, person }) => ({ bucket: slotOf(at), person })),
        slotsInWeek,
      ),
    );
  const [ready, reviewed] = [withhold(hidden.ready), withhold(hidden.reviewed)];
  return {
    ...{ zone, clock: input.clock },
    cells: readWeeklyPattern(readies, reviewedAts, zone).map((cell, index) => ({
      ...(ready.cells[index] === true
        ? { ready: null, pickup: null, pickedUp: null }
        : { ready: cell.ready, pickup: cell.pickup, pickedUp: cell.pickedUp }),
      reviewed: reviewed.cells[index] === true ? null : cell.reviewed,
    })),
    ready: ready.whole ? null : readies.length,
    reviewed: reviewed.whole ? null : reviewedAts.length,
  };
}
