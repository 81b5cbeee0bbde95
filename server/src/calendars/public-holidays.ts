import Holidays from 'date-holidays';

export type PublicHoliday = { on: string; name: string };

/** A country, or a part of one, with the public holidays that are kept there. */
export type HolidayRegion = { code: string; name: string };

const DAY_MS = 86_400_000;
/** Many requests ask for the same few regions. */
const MOST_KEPT = 500;
const kept = new Map<string, PublicHoliday[]>();

/**
 * Whole days without work in a region, `DE` or `DE-BE`, of one year, earliest first, named in English (B13). Half days are
 * worked. None: the region keeps none, or nobody knows it.
 */
export function publicHolidaysOf(region: string, year: number): PublicHoliday[] {
  const key = `${region} ${year}`;
  const known = kept.get(key);
  if (known !== undefined) {
    return known;
  }
  if (kept.size >= MOST_KEPT) {
    kept.clear();
  }
  const found = isKnownRegion(region) ? readHolidays(region, year) : [];
  kept.set(key, found);
  return found;
}

/** The days of the years from the first to the last one, ascending, each once. */
export function publicHolidayDays(region: string, fromYear: number, toYear: number): string[] {
  const days = new Set<string>();
  for (let year = fromYear; year <= toYear; year += 1) {
    for (const { on } of publicHolidaysOf(region, year)) {
      days.add(on);
    }
  }
  return [...days].sort();
}

/** Whether the calendar of the region is known. */
export function isKnownRegion(code: string): boolean {
  const [country = '', state, part] = code.split('-');
  if (atlas().getCountries()[country] === undefined) {
    return false;
  }
  if (state === undefined) {
    return true;
  }
  const hasState = atlas().getStates(country)?.[state] !== undefined;
  return part === undefined
    ? hasState
    : hasState && atlas().getRegions(country, state)?.[part] !== undefined;
}

/** Every region that is known, by name: countries, each followed by its parts as "Germany, Berlin". */
export function listHolidayRegions(): HolidayRegion[] {
  return byName(atlas().getCountries('en')).flatMap((country) => [
    country,
    ...partsOf(country, atlas().getStates(country.code, 'en')).flatMap((state) => [
      state,
      ...partsOf(state, atlas().getRegions(country.code, state.code.slice(3), 'en')),
    ]),
  ]);
}

function partsOf(whole: HolidayRegion, names: Record<string, string> | null): HolidayRegion[] {
  return byName(names ?? {}).map(({ code, name }) => ({
    code: `${whole.code}-${code}`,
    name: `${whole.name}, ${name}`,
  }));
}

function byName(names: Record<string, string>): HolidayRegion[] {
  return Object.entries(names)
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

let map: Holidays | null = null;

function atlas(): Holidays {
  map ??= new Holidays();
  return map;
}

function readHolidays(region: string, year: number): PublicHoliday[] {
  const [country = '', state, part] = region.split('-');
  const calendar = new Holidays({
    country,
    ...(state === undefined ? {} : { state }),
    ...(part === undefined ? {} : { region: part }),
  });
  const byDay = new Map<string, string>();
  for (const { date, start, end, name, type } of calendar.getHolidays(year, 'en')) {
    // A holiday that begins at noon, or ends the evening before, is no day without work.
    const days = Math.floor((end.getTime() - start.getTime()) / DAY_MS);
    if (type === 'public' && date.slice(11, 19) === '00:00:00') {
      for (let day = 0; day < days; day += 1) {
        byDay.set(dayAfter(date.slice(0, 10), day), name);
      }
    }
  }
  return [...byDay].map(([on, name]) => ({ on, name })).sort((a, b) => (a.on < b.on ? -1 : 1));
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
