import { z } from 'zod';
import { teamNameSchema } from './people.schema.ts';
import { saidTeamTimesSchema, timesInForceSchema } from './profile.schema.ts';

export const teamSummarySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  slug: z.string(),
  /** How filters and the API name it: `slug`, or `organisation/slug`. */
  handle: z.string(),
  /** Null: named here. */
  organization: z.string().nullable(),
  parentName: z.string().nullable(),
  /** By name; those of the teams below it are not repeated. */
  members: z.array(z.object({ personId: z.uuid().nullable(), name: z.string() })),
  repositories: z.array(
    z.object({
      id: z.string(),
      repository: z.string(),
      /** `github`: GitHub says so. `person`: somebody here did. */
      origin: z.enum(['github', 'person']),
    }),
  ),
  paths: z.array(
    z.object({
      id: z.uuid(),
      repositoryId: z.string(),
      repository: z.string(),
      pattern: z.string(),
    }),
  ),
  /** When it works: what was said of it, and what counts. */
  said: saidTeamTimesSchema,
  inForce: timesInForceSchema,
  /** What would count if nothing were said of it. */
  inherited: timesInForceSchema,
  mayWriteCalendar: z.boolean(),
});
export type TeamSummary = z.infer<typeof teamSummarySchema>;

/** How the last read of an organisation's teams went. */
export const teamImportSchema = z.object({
  organization: z.string(),
  /** Null: never read completely. */
  readAt: z.string().nullable(),
  /** Null: it went well. */
  error: z
    .object({ code: z.string(), message: z.string(), remedy: z.string().nullable() })
    .nullable(),
});
export type TeamImport = z.infer<typeof teamImportSchema>;

export const teamsOverviewSchema = z.object({
  /** By name. */
  teams: z.array(teamSummarySchema),
  imports: z.array(teamImportSchema),
  repositories: z.array(z.object({ id: z.string(), repository: z.string() })),
});
export type TeamsOverview = z.infer<typeof teamsOverviewSchema>;

/** What goes with a team beside what is its own. */
export const teamRemovalSchema = z.object({
  /** Users who lose a role, each role in words. */
  roles: z.array(
    z.object({
      name: z.string(),
      role: z.string(),
      /** They have no other: they may sign in, and see nothing. */
      isOnlyRole: z.boolean(),
    }),
  ),
  /** Domains and organisations by which nobody joins any more. */
  joining: z.array(z.string()),
  /** Open invitations that give a role over it: they give one less. */
  invitations: z.number().int(),
});
export type TeamRemoval = z.infer<typeof teamRemovalSchema>;

export const createTeamInputSchema = z.object({ name: teamNameSchema });
export const renameTeamInputSchema = z.object({ teamId: z.uuid(), name: teamNameSchema });
export const teamInputSchema = z.object({ teamId: z.uuid() });
export const teamMembersInputSchema = z.object({
  teamId: z.uuid(),
  personIds: z.array(z.uuid()).max(1_000),
});
export const teamRepositoriesInputSchema = z.object({
  teamId: z.uuid(),
  repositoryIds: z.array(z.string().min(1).max(200)).max(1_000),
});
export const addTeamPathInputSchema = z.object({
  teamId: z.uuid(),
  repositoryId: z.string().min(1).max(200),
  pattern: z
    .string()
    .trim()
    .min(1, 'Write a pattern, for example /docs/ or *.sql.')
    .max(500, 'A pattern has at most 500 characters.'),
});
export type AddTeamPathInput = z.infer<typeof addTeamPathInputSchema>;
export const teamPathInputSchema = z.object({ pathId: z.uuid() });
