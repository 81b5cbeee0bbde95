import { z } from 'zod';

export const auditOutcomes = ['done', 'refused', 'failed'] as const;
export const actorKinds = ['user', 'token', 'bootstrap', 'nobody', 'server'] as const;

/** A calendar day in UTC, `2026-03-01`. */
const daySchema = z.iso.date('A day is written 2026-03-01');

/** Which events: all conditions hold at once. */
export const auditFilterSchema = z.object({
  /** Words that occur in the actor, the action, the subject, the address or what changed. */
  search: z.string().trim().max(200).default(''),
  /** The beginning of an action, `people` or `people.merge`; empty: all. */
  action: z
    .string()
    .max(100)
    .regex(/^[\w.-]*$/, 'An action is written people.merge.')
    .default(''),
  outcome: z.enum(auditOutcomes).nullable().default(null),
  /** First day, and the first day that is left out; null: no limit. */
  from: daySchema.nullable().default(null),
  to: daySchema.nullable().default(null),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditListInputSchema = z.object({
  filter: auditFilterSchema,
  /** The id of the last event that is here already: the answer's `nextCursor`. */
  cursor: z.number().int().positive().nullable().default(null),
  limit: z.number().int().min(1).max(200).default(50),
});
export type AuditListInput = z.infer<typeof auditListInputSchema>;

export const auditEventSchema = z.object({
  id: z.number(),
  at: z.string(),
  actorKind: z.enum(actorKinds),
  /** Null: nobody was signed in, or the server itself. */
  actorId: z.string().nullable(),
  actorName: z.string(),
  action: z.string(),
  outcome: z.enum(auditOutcomes),
  subjectKind: z.string().nullable(),
  subjectId: z.string().nullable(),
  subjectName: z.string().nullable(),
  /** As it was and as it became, any JSON; null: there is none. */
  before: z.unknown(),
  after: z.unknown(),
  ipAddress: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string().nullable(),
});
export type AuditEvent = z.infer<typeof auditEventSchema>;

export const auditListSchema = z.object({
  events: z.array(auditEventSchema),
  /** Null: there are no older ones. */
  nextCursor: z.number().nullable(),
});
export type AuditList = z.infer<typeof auditListSchema>;
