import { z } from 'zod';
import { grantsSchema, roleSchema } from './access.schema.ts';
import { emailSchema, userNameSchema } from './first-admin.schema.ts';

/** A role that somebody has, with the team as people know it. */
export const grantViewSchema = z.object({
  role: roleSchema,
  teamId: z.string().nullable(),
  /** Null: over everything. */
  teamName: z.string().nullable(),
});
export type GrantView = z.infer<typeof grantViewSchema>;

/** A person behind GitHub's accounts, to choose from. */
export const personChoiceSchema = z.object({
  personId: z.string(),
  displayName: z.string(),
  logins: z.array(z.string()),
  /** Who is linked to them already; null: nobody. */
  linkedUserId: z.string().nullable(),
});
export type PersonChoice = z.infer<typeof personChoiceSchema>;

export const memberSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  /** Whether it is who asks. */
  isYou: z.boolean(),
  /** When the access was taken away; null: they may enter. */
  deactivatedAt: z.string().nullable(),
  /** Sent back with a change: a stale one is refused. */
  accessVersion: z.number().int(),
  grants: z.array(grantViewSchema),
  signInMethods: z.array(z.enum(['password', 'github', 'oidc'])),
  twoFactorEnabled: z.boolean(),
  /** Null: not linked. */
  person: z
    .object({ personId: z.string(), displayName: z.string(), logins: z.array(z.string()) })
    .nullable(),
  /** Who they probably are; null: they are linked, or nothing points to one person alone. */
  suggestion: z
    .object({ personId: z.string(), displayName: z.string(), reason: z.string() })
    .nullable(),
  /** When they last did something here; null: never, or before anything was kept. */
  lastSeenAt: z.string().nullable(),
  /** Browsers that are signed in now. */
  sessions: z.number().int(),
  /** API tokens of theirs that are neither revoked nor expired. */
  tokens: z.number().int(),
});
export type Member = z.infer<typeof memberSchema>;

export const invitationSchema = z.object({
  invitationId: z.string(),
  /** Null: whoever has the link. */
  name: z.string().nullable(),
  email: z.string().nullable(),
  grants: z.array(grantViewSchema),
  /** Null: not said. */
  personName: z.string().nullable(),
  /** Null: they are no user any more. */
  invitedBy: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  state: z.enum(['open', 'used', 'expired', 'revoked']),
});
export type Invitation = z.infer<typeof invitationSchema>;

/** Roles that may be had without an invitation: never an admin's. */
export const joinRoles = ['lead', 'engineer', 'manager'] as const;

export const joinRuleSchema = z.object({
  joinRuleId: z.string(),
  kind: z.enum(['domain', 'organization']),
  value: z.string(),
  grant: grantViewSchema,
  createdAt: z.string(),
});
export type JoinRule = z.infer<typeof joinRuleSchema>;

export const membersOverviewSchema = z.object({
  /** By name; those of the sample team are left out. */
  members: z.array(memberSchema),
  /** Open ones, and those of the last 30 days; newest first. */
  invitations: z.array(invitationSchema),
  joinRules: z.array(joinRuleSchema),
  /** By name. */
  teams: z.array(z.object({ teamId: z.string(), name: z.string() })),
  people: z.array(personChoiceSchema),
  /** Whether an invitation can be mailed. */
  canMail: z.boolean(),
});
export type MembersOverview = z.infer<typeof membersOverviewSchema>;

const someGrantsSchema = grantsSchema.min(1, 'Choose a role.');
export const whomInputSchema = z.object({ userId: z.string().min(1).max(100) });
export type WhomInput = z.infer<typeof whomInputSchema>;
/** Whom, and the version that was looked at. */
export const memberInputSchema = whomInputSchema.extend({ accessVersion: z.number().int().min(0) });

export const setGrantsInputSchema = memberInputSchema.extend({ grants: someGrantsSchema });
export type SetGrantsInput = z.infer<typeof setGrantsInputSchema>;

export const setMemberInputSchema = memberInputSchema.extend({
  name: userNameSchema,
  email: emailSchema,
});
export type SetMemberInput = z.infer<typeof setMemberInputSchema>;

/** `personId` null: linked to nobody. */
export const linkPersonInputSchema = memberInputSchema.extend({ personId: z.uuid().nullable() });
export type LinkPersonInput = z.infer<typeof linkPersonInputSchema>;
export type MemberInput = z.infer<typeof memberInputSchema>;

export const inviteInputSchema = z.object({
  name: userNameSchema.nullable(),
  email: emailSchema.nullable(),
  grants: someGrantsSchema,
  personId: z.uuid().nullable(),
  /** Whether the link is mailed to the address, too. */
  mail: z.boolean().default(false),
});
export type InviteInput = z.infer<typeof inviteInputSchema>;

/** A link that works once. It stands in this answer alone. */
export const madeLinkSchema = z.object({
  url: z.string(),
  expiresAt: z.string(),
  /** Where it was mailed to; null: it is to be handed over. */
  mailedTo: z.string().nullable(),
  /** Why it could not be mailed; null: it was, or was not asked to be. */
  mailProblem: z.string().nullable(),
});
export type MadeLinkView = z.infer<typeof madeLinkSchema>;

export const addJoinRuleInputSchema = z.object({
  kind: z.enum(['domain', 'organization']),
  value: z.string().trim().min(1, 'Write a domain or an organisation.').max(253),
  role: z.enum(joinRoles),
  /** Null: over everything. */
  teamId: z.uuid().nullable(),
});
export type AddJoinRuleInput = z.infer<typeof addJoinRuleInputSchema>;
