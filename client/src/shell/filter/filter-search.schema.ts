import {
  bucketSizeSchema,
  clockSchema,
  cycleTimeMetricSchema,
} from '@bellwether/shared/cycle-time/cycle-time.schema';
import { daySchema } from '@bellwether/shared/pull-requests/pull-requests.schema';
import { z } from 'zod';

export const periodSchema = z.enum(['30d', '90d', '180d', '1y']);
export type Period = z.infer<typeof periodSchema>;

const wordsSchema = z.array(z.string().min(1).max(200)).max(100);

/** What the address of a page says about the period and the choice of pull requests. Absent: the default. */
export const filterSearchSchema = z.object({
  period: periodSchema.optional(),
  /** A period of one's own, `[from, to)`; it goes before `period`. */
  from: daySchema.optional(),
  to: daySchema.optional(),
  bucket: bucketSizeSchema.optional(),
  metric: cycleTimeMetricSchema.optional(),
  clock: clockSchema.optional(),
  repositories: wordsSchema.optional(),
  authors: wordsSchema.optional(),
  branches: wordsSchema.optional(),
  scale: z.enum(['linear', 'log']).optional(),
});
export type FilterSearch = z.infer<typeof filterSearchSchema>;

export type ReadSearch = {
  search: FilterSearch;
  /** Keys whose values made no sense and were left out. */
  ignored: string[];
};

/** Reads an address leniently: what is wrong falls back to the default, and is named. */
export function readFilterSearch(raw: Record<string, unknown>): ReadSearch {
  const search: Record<string, unknown> = {};
  const ignored: string[] = [];
  for (const [key, schema] of Object.entries(filterSearchSchema.shape)) {
    const parsed = schema.safeParse(raw[key]);
    if (!parsed.success) {
      ignored.push(key);
    } else if (parsed.data !== undefined) {
      search[key] = parsed.data;
    }
  }
  const { from, to } = search;
  const isWhole = typeof from === 'string' && typeof to === 'string' && from < to;
  if (!isWhole && (from !== undefined || to !== undefined)) {
    delete search.from;
    delete search.to;
    ignored.push('from', 'to');
  }
  return { search: search as FilterSearch, ignored: [...new Set(ignored)] };
}
