import type { CycleTimeInput } from '@bellwether/shared/cycle-time/cycle-time.schema';
import { defaultClockOf } from '@bellwether/shared/cycle-time/cycle-time.terms';
import { formatDay } from '../../format/date.ts';
import { formatCount } from '../../format/number.ts';
import type { FilterSearch, Period } from './filter-search.schema.ts';

const DAY_MS = 86_400_000;
export const defaultPeriod: Period = '180d';

export const periods: Record<Period, { label: string; days: number }> = {
  '30d': { label: 'Last 30 days', days: 30 },
  '90d': { label: 'Last 90 days', days: 90 },
  '180d': { label: 'Last 180 days', days: 180 },
  '1y': { label: 'Last year', days: 365 },
};

/** The day `days` after `day`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The chosen period as `[from, to)`; a preset ends with today. */
export function readPeriod(search: FilterSearch, today: string): { from: string; to: string } {
  if (search.from !== undefined && search.to !== undefined) {
    return { from: search.from, to: search.to };
  }
  const to = addDays(today, 1);
  return { from: addDays(to, -periods[search.period ?? defaultPeriod].days), to };
}

/** The question to the server that an address stands for. */
export function readInput(search: FilterSearch, today: string): CycleTimeInput {
  const metric = search.metric ?? 'review-cycle';
  return {
    filter: {
      ...readPeriod(search, today),
      repositories: search.repositories ?? [],
      authors: search.authors ?? [],
      baseBranches: search.branches ?? [],
      labels: search.labels ?? [],
      teams: search.teams ?? [],
      ...readSlices(search),
    },
    metric,
    bucket: search.bucket ?? 'week',
    clock: search.clock ?? defaultClockOf(metric),
  };
}

/** What the changes themselves are like; what is not chosen is left out. */
function readSlices({
  sizes = [],
  tiers = [],
  classes = [],
  ai,
}: FilterSearch): Pick<
  CycleTimeInput['filter'],
  'sizes' | 'tiers' | 'authorClasses' | 'aiAssisted'
> {
  return {
    ...(sizes.length === 0 ? {} : { sizes }),
    ...(tiers.length === 0 ? {} : { tiers }),
    ...(classes.length === 0 ? {} : { authorClasses: classes }),
    ...(ai === undefined ? {} : { aiAssisted: ai === 'with' }),
  };
}

/** The period in words; the last day is named, not the day after it. */
export function describePeriod(search: FilterSearch): string {
  if (search.from === undefined || search.to === undefined) {
    return periods[search.period ?? defaultPeriod].label;
  }
  return `${formatDay(search.from)} – ${formatDay(addDays(search.to, -1))}`;
}

/** What a multiple choice says on its button: `All authors`, `mira`, `3 authors`. */
export function describeChoice(chosen: readonly string[], many: string): string {
  const [only] = chosen;
  if (only === undefined) {
    return `All ${many}`;
  }
  return chosen.length === 1 ? only : `${formatCount(chosen.length)} ${many}`;
}

/** How many filters narrow the screen, the period aside. */
export function countFilters(search: FilterSearch): number {
  const lists = [search.repositories, search.authors, search.teams];
  return lists.filter((list) => list !== undefined && list.length > 0).length + countSlices(search);
}

/** How many of the filters behind `More` narrow the screen. */
export function countSlices(search: FilterSearch): number {
  const lists = [search.labels, search.sizes, search.tiers, search.classes, search.branches];
  const narrow = lists.filter((list) => list !== undefined && list.length > 0).length;
  return narrow + (search.ai === undefined ? 0 : 1);
}

/** The file with just those pull requests that the table shows; repositories as `owner/name`. */
export function exportAddress(
  { filter }: Pick<CycleTimeInput, 'filter'>,
  repositories: readonly string[],
  table: { by: 'mergedAt' | 'createdAt'; search: string },
): string {
  const query = new URLSearchParams({ from: filter.from, to: filter.to, by: table.by });
  for (const repository of repositories) {
    query.append('repository', repository);
  }
  for (const author of filter.authors) {
    query.append('author', author);
  }
  for (const branch of filter.baseBranches) {
    query.append('base_branch', branch);
  }
  for (const team of filter.teams ?? []) {
    query.append('team', team);
  }
  appendSlices(query, filter);
  if (table.search !== '') {
    query.set('search', table.search);
  }
  return `/api/v1/pull-requests.csv?${query}`;
}

function appendSlices(query: URLSearchParams, filter: CycleTimeInput['filter']): void {
  const lists = {
    label: filter.labels,
    size: filter.sizes ?? [],
    tier: filter.tiers ?? [],
    author_class: filter.authorClasses ?? [],
  };
  for (const [name, values] of Object.entries(lists)) {
    for (const value of values) {
      query.append(name, value);
    }
  }
  if (filter.aiAssisted !== undefined) {
    query.set('ai_assisted', String(filter.aiAssisted));
  }
}
