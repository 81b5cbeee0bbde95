import type { CycleTimeInput } from '@bellwether/shared/cycle-time/cycle-time.schema';
import type { CycleTimeMetric } from '@bellwether/shared/cycle-time/cycle-time.terms';
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

/** The metric whose working hours are known (B13); every other one counts all hours. */
export const workClockMetric: CycleTimeMetric = 'pickup';

/** The question to the server that an address stands for. */
export function readInput(search: FilterSearch, today: string): CycleTimeInput {
  const metric = search.metric ?? 'review-cycle';
  return {
    filter: {
      ...readPeriod(search, today),
      repositories: search.repositories ?? [],
      authors: search.authors ?? [],
      baseBranches: search.branches ?? [],
      labels: [],
      teams: search.teams ?? [],
    },
    metric,
    bucket: search.bucket ?? 'week',
    clock: metric === workClockMetric ? (search.clock ?? 'wall') : 'wall',
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
  const lists = [search.repositories, search.authors, search.branches, search.teams];
  return lists.filter((list) => list !== undefined && list.length > 0).length;
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
  if (table.search !== '') {
    query.set('search', table.search);
  }
  return `/api/v1/pull-requests.csv?${query}`;
}
