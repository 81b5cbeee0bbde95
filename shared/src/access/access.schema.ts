import { z } from 'zod';
import { capabilities, roles } from './capabilities.ts';

export const roleSchema = z.enum(roles);

export const grantSchema = z
  .object({
    role: roleSchema,
    /** Null: over everything. */
    teamId: z.uuid().nullable(),
  })
  .refine(({ role, teamId }) => role !== 'admin' || teamId === null, {
    path: ['teamId'],
    error: 'An admin is one over everything: leave the team out.',
  });
export const grantsSchema = z.array(grantSchema).max(50);
export type Grants = z.infer<typeof grantsSchema>;

/** Who one is, and what one may do: the client shows and leaves out by it; the server decides anew each time. */
export const meSchema = z.object({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  kind: z.enum(['person', 'sample']),
  twoFactorEnabled: z.boolean(),
  /** The person behind GitHub's accounts who one is; null: not known. */
  personId: z.string().nullable(),
  grants: z.array(
    z.object({ role: roleSchema, teamId: z.string().nullable(), teamName: z.string().nullable() }),
  ),
  capabilities: z.array(z.enum(capabilities)),
  /** True: of pull requests one sees one's own alone, beside the totals; the pages say so where they list some. */
  seesOwnPullRequestsAlone: z.boolean(),
  /** True: what the pages show is the sample team's. */
  dataIsSample: z.boolean(),
  /** Moves when what one may do changes. */
  accessVersion: z.number().int(),
});
export type Me = z.infer<typeof meSchema>;

/** What the first screen must know before anybody is signed in. */
export const entranceSchema = z.object({
  /** True: there is no admin yet; the set-up code that the server printed makes one. */
  needsFirstAdmin: z.boolean(),
  methods: z.object({
    password: z.boolean(),
    /** The button's words; null: not set up. */
    github: z.object({ label: z.string() }).nullable(),
    oidc: z.object({ label: z.string() }).nullable(),
  }),
  /** Whether a forgotten password can be mended by mail. */
  canMail: z.boolean(),
  /** Roles in which the sample team may be entered from here; empty: it may not. */
  sampleRoles: z.array(roleSchema.extract(['lead', 'engineer', 'manager'])),
  /** The role in which one is to enter the sample team without a click (`access.enterSample`); null: one is asked. */
  sampleRoleAtOnce: roleSchema.extract(['lead', 'engineer', 'manager']).nullable(),
});
export type Entrance = z.infer<typeof entranceSchema>;
