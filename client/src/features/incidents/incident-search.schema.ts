import { ratePers, severityKeys } from '@bellwether/shared/incidents/incidents.terms';

import * as z from 'zod/mini';

const partSchema = z.string().check(z.regex(/^[a-z-]{1,60}$/u));

/** What the address of the incidents says beside the filter. Absent: the default. */
export const incidentSearchSchema = z.object({
  per: z.optional(z.enum(ratePers)),
  by: z.optional(z.enum(['severity', 'service'])),
  weighted: z.optional(z.boolean()),
  services: z.optional(
    z.array(z.string().check(z.minLength(1), z.maxLength(200))).check(z.maxLength(50)),
  ),
  /** Which of the incidents behind the numbers are listed; the list knows which there are. */
  part: z.optional(partSchema),
  severity: z.optional(z.enum(severityKeys)),
  /** The incident that is open over the page. */
  incident: z.optional(z.guid()),
});
export type IncidentSearch = z.infer<typeof incidentSearchSchema>;

/** Leniently: what makes no sense is left out, and laid over the raw address as undefined. */
export function readIncidentSearch(raw: Record<string, unknown>): IncidentSearch {
  const search: Record<string, unknown> = {};
  for (const [key, schema] of Object.entries(incidentSearchSchema.shape)) {
    const parsed = schema.safeParse(raw[key]);
    if (raw[key] !== undefined) {
      search[key] = parsed.success ? parsed.data : undefined;
    }
  }
  return search as IncidentSearch;
}
