import { z } from 'zod';
import { holidayRegionSchema } from './definitions.schema.ts';

/** Countries and parts of them whose public holidays are known, by name. */
export const holidayRegionsSchema = z.array(z.object({ code: z.string(), name: z.string() }));
export type HolidayRegions = z.infer<typeof holidayRegionsSchema>;

export const publicHolidaysInputSchema = z.object({ region: holidayRegionSchema });

/** Of this year and the next, earliest first. */
export const publicHolidaysSchema = z.array(z.object({ on: z.string(), name: z.string() }));
export type PublicHolidays = z.infer<typeof publicHolidaysSchema>;

/** Fewer days without any change are nothing to ask about (B14). */
export const IDLE_DAYS = 30;

export const idleInputSchema = z.object({ days: z.int().min(1).max(3650).default(IDLE_DAYS) });

/** The longest idle first; `total` says how many there are. */
export const idlePullRequestsSchema = z.object({
  total: z.number(),
  pullRequests: z.array(
    z.object({
      id: z.string(),
      repository: z.string(),
      number: z.number(),
      title: z.string(),
      idleDays: z.number(),
    }),
  ),
});
export type IdlePullRequests = z.infer<typeof idlePullRequestsSchema>;
