import { compareDimensions } from '@bellwether/shared/cycle-time/compare.terms';
import {
  bucketSizes,
  clocks,
  cycleTimeMetrics,
} from '@bellwether/shared/cycle-time/cycle-time.terms';
import { authorClasses } from '@bellwether/shared/pull-requests/author-class.rules';
import { sizeClasses } from '@bellwether/shared/pull-requests/size-class';
import { tiers } from '@bellwether/shared/pull-requests/tier';
import * as z from 'zod/mini';

export const periodSchema = z.enum(['30d', '90d', '180d', '1y']);
export type Period = z.infer<typeof periodSchema>;

/** What can be looked at closer on the page of cycle times. */
export const depths = ['stages', 'pickup', 'requests', 'rework', 'compare', 'changed'] as const;
export type Depth = (typeof depths)[number];

const wordsSchema = z
  .array(z.string().check(z.minLength(1), z.maxLength(200)))
  .check(z.maxLength(100));

/** What the address of a page says about the period and the choice of pull requests. Absent: the default. */
export const filterSearchSchema = z.object({
  period: z.optional(periodSchema),
  /** A period of one's own, `[from, to)`; it goes before `period`. */
  from: z.optional(z.iso.date()),
  to: z.optional(z.iso.date()),
  bucket: z.optional(z.enum(bucketSizes)),
  metric: z.optional(z.enum(cycleTimeMetrics)),
  clock: z.optional(z.enum(clocks)),
  repositories: z.optional(wordsSchema),
  authors: z.optional(wordsSchema),
  branches: z.optional(wordsSchema),
  /** `slug` or `organisation/slug`. */
  teams: z.optional(wordsSchema),
  labels: z.optional(wordsSchema),
  sizes: z.optional(z.array(z.enum(sizeClasses)).check(z.maxLength(5))),
  tiers: z.optional(z.array(z.enum(tiers)).check(z.maxLength(3))),
  /** Who is counted. Absent: people alone. */
  classes: z.optional(z.array(z.enum(authorClasses)).check(z.maxLength(5))),
  /** Written with an AI agent or not. Absent: both. */
  ai: z.optional(z.enum(['with', 'without'])),
  /** The part of the page that is looked at closer. */
  depth: z.optional(z.enum(depths)),
  /** By what it is compared there. */
  by: z.optional(z.enum(compareDimensions)),
  scale: z.optional(z.enum(['linear', 'log'])),
});
export type FilterSearch = z.infer<typeof filterSearchSchema>;

export type ReadSearch = {
  search: FilterSearch;
  /** Keys whose values made no sense and were left out. */
  ignored: string[];
};

/**
 * Reads an address leniently: what is wrong falls back to the default, and is named. A key left out is there as undefined:
 * the router lays the answer over the raw address, where a missing key would let the wrong value through.
 */
export function readFilterSearch(raw: Record<string, unknown>): ReadSearch {
  const search: Record<string, unknown> = {};
  const ignored: string[] = [];
  for (const [key, schema] of Object.entries(filterSearchSchema.shape)) {
    const parsed = schema.safeParse(raw[key]);
    if (!parsed.success) {
      ignored.push(key);
      search[key] = undefined;
    } else if (parsed.data !== undefined) {
      search[key] = parsed.data;
    }
  }
  const { from, to } = search;
  const isWhole = typeof from === 'string' && typeof to === 'string' && from < to;
  if (!isWhole && (from !== undefined || to !== undefined)) {
    search.from = undefined;
    search.to = undefined;
    ignored.push('from', 'to');
  }
  return { search: search as FilterSearch, ignored: [...new Set(ignored)] };
}
