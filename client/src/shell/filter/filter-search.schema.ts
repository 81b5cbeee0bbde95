import { compareDimensions } from '@bellwether/shared/cycle-time/compare.terms';
import {
  bucketSizes,
  clocks,
  cycleTimeMetrics,
} from '@bellwether/shared/cycle-time/cycle-time.terms';
import { authorClasses } from '@bellwether/shared/pull-requests/author-class.rules';
import { sizeClasses } from '@bellwether/shared/pull-requests/size-class';
import { tiers } from '@bellwether/shared/pull-requests/tier';
import {
  day,
  type FieldsOf,
  listOf,
  oneOf,
  readFields,
  word,
} from '../../lib/read-fields.rules.ts';

export const periodChoices = ['30d', '90d', '180d', '1y'] as const;
export type Period = (typeof periodChoices)[number];

/** What can be looked at closer on the page of cycle times. */
export const depths = ['stages', 'pickup', 'requests', 'rework', 'compare', 'changed'] as const;
export type Depth = (typeof depths)[number];

const words = listOf(word, 100);

/** What the address of a page says about the period and the choice of pull requests. Absent: the default. */
export const filterReaders = {
  period: oneOf(periodChoices),
  /** A period of one's own, `[from, to)`; it goes before `period`. */
  from: day,
  to: day,
  bucket: oneOf(bucketSizes),
  metric: oneOf(cycleTimeMetrics),
  clock: oneOf(clocks),
  repositories: words,
  authors: words,
  branches: words,
  /** `slug` or `organisation/slug`. */
  teams: words,
  labels: words,
  sizes: listOf(oneOf(sizeClasses), 5),
  tiers: listOf(oneOf(tiers), 3),
  /** Who is counted. Absent: people alone. */
  classes: listOf(oneOf(authorClasses), 5),
  /** Written with an AI agent or not. Absent: both. */
  ai: oneOf(['with', 'without']),
  /** The part of the page that is looked at closer. */
  depth: oneOf(depths),
  /** By what it is compared there. */
  by: oneOf(compareDimensions),
  scale: oneOf(['linear', 'log']),
};
export type FilterSearch = FieldsOf<typeof filterReaders>;

export type ReadSearch = {
  search: FilterSearch;
  /** Keys whose values made no sense and were left out. */
  ignored: string[];
};

/** Reads an address leniently: what is wrong falls back to the default, and is named. See `readFields`. */
export function readFilterSearch(raw: Record<string, unknown>): ReadSearch {
  const { fields: search, ignored } = readFields(filterReaders, raw);
  const { from, to } = search;
  const isWhole = from !== undefined && to !== undefined && from < to;
  if (!isWhole && (from !== undefined || to !== undefined)) {
    search.from = undefined;
    search.to = undefined;
    ignored.push('from', 'to');
  }
  return { search, ignored: [...new Set(ignored)] };
}
