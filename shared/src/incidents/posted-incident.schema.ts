import { z } from 'zod';
import {
  postedIdentity,
  postedInstantSchema,
  postedRepositorySchema,
  postedText,
  postedUrlSchema,
} from '../deployments/posted-fields.schema.ts';
import { type IncidentInstants, incidentInstants } from './derive-incident.ts';
import { beforeImpact } from './incident-instants.rules.ts';
import { exclusions, severities } from './incident-rule.ts';

const CAUSE_ADVICE =
  'Write the commit that caused it, 7 to 40 hexadecimal digits, or a pull request as owner/name#12.';

const instant = postedInstantSchema.nullish().transform((at) => at ?? null);

/** An incident as another system tells of it: `POST /api/v1/incidents`. */
export const postedIncidentSchema = z
  .strictObject({
    ...postedIdentity,
    title: postedText(300),
    repository: postedRepositorySchema.nullish(),
    service: postedText(100).nullish(),
    severity: z.enum(severities, `Write one of: ${severities.join(', ')}.`).nullish(),
    url: postedUrlSchema.nullish(),
    impactStartedAt: instant,
    detectedAt: instant,
    declaredAt: instant,
    acknowledgedAt: instant,
    mitigatedAt: instant,
    resolvedAt: instant,
    closedAt: instant,
    causedBy: z
      .string(CAUSE_ADVICE)
      .trim()
      .max(200, CAUSE_ADVICE)
      .regex(/^([0-9a-f]{7,40}|[\w.-]+\/[\w.-]+#\d+)$/i, CAUSE_ADVICE)
      .nullish(),
    exclusion: z.enum(exclusions, `Write one of: ${exclusions.join(', ')}.`).nullish(),
  })
  .superRefine((incident, context) => {
    const wrong = beforeImpact(incident);
    if (wrong !== null) {
      const path = [wrong.earlier];
      const message = `${wrong.earlier} lies before impactStartedAt: nothing happens before the impact begins. Correct one of the two.`;
      context.addIssue({ code: 'custom', path, message });
    }
  });
export type PostedIncident = z.infer<typeof postedIncidentSchema>;

/** Only the instants, each of them. */
export function instantsOf(incident: IncidentInstants): IncidentInstants {
  return Object.fromEntries(
    incidentInstants.map((name) => [name, incident[name]]),
  ) as IncidentInstants;
}
