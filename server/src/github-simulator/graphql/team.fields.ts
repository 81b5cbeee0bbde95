import { requirePermission } from '../access-tokens.ts';
import { nodeIdOf } from '../node-ids.ts';
import type { WorldTeam } from '../world.types.ts';
import { actorFields, intOrNull } from './actor.fields.ts';
import { Connection } from './connection.ts';
import type { FieldTable, GraphContext } from './graph-context.ts';
import { graphError } from './graph-errors.ts';
import {
  type ActorNode,
  actorNode,
  organizationTeamNode,
  repositoryNode,
  type TeamNode,
} from './graph-nodes.ts';

export const teamFields: FieldTable<TeamNode> = {
  id: ({ row }) => nodeIdOf('team', row),
  databaseId: ({ row }) => intOrNull(row.id),
  name: ({ row }) => row.name,
  slug: ({ row }) => row.slug,
  combinedSlug: ({ organization, row }) => `${organization}/${row.slug}`,
  organization: ({ organization }, _args, { index }) => actorNode(index.findUser(organization)),
  url: ({ organization, row }) => `https://github.com/orgs/${organization}/teams/${row.slug}`,
  parentTeam: (node, _args, context) => parentOf(node, context),
  members: (node, args, context) => new Connection(membersOf(node, args, context), args, actorNode),
  repositories: (node, args, { index }) => {
    const names = worldTeamOf(node, index.world.teams)?.repositories ?? [];
    const repositories = names.flatMap((name) => index.findRepository(name) ?? []);
    return new Connection(repositories, args, repositoryNode);
  },
};

export const organizationFields: FieldTable<ActorNode> = {
  ...actorFields,
  teams: ({ user }, args, context) => {
    requireTeams(context);
    const teams = (context.index.world.teams ?? []).filter(
      ({ organization }) => organization.toLowerCase() === user.login.toLowerCase(),
    );
    return new Connection(teams, args, organizationTeamNode);
  },
};

/** A classic token needs a scope for teams, a fine-grained one the organisation's members. */
function requireTeams({ grant }: GraphContext): void {
  if (grant.kind === 'classic' && !grant.scopes.some((scope) => /:org$/.test(scope))) {
    throw graphError(
      'INSUFFICIENT_SCOPES',
      "Your token has not been granted the required scopes: 'teams' requires one of ['read:org'].",
    );
  }
  requirePermission(grant, 'members');
}

function parentOf(node: TeamNode, { index }: GraphContext) {
  const parent = worldTeamOf(node, index.world.teams)?.parent;
  const team = index.world.teams?.find(
    ({ organization, slug }) => organization === node.organization && slug === parent?.slug,
  );
  return team === undefined ? null : organizationTeamNode(team);
}

/** A team's own members, and unless only those are asked for, the members of the teams below it. */
function membersOf(node: TeamNode, args: Record<string, unknown>, context: GraphContext) {
  const teams = context.index.world.teams ?? [];
  const team = worldTeamOf(node, teams);
  const members = new Map(team?.members.map((user) => [user.login, user]));
  const isBelow = (other: WorldTeam) =>
    other.organization === team?.organization && other.parent?.slug === team.slug;
  for (const below of args.membership === 'IMMEDIATE' ? [] : teams.filter(isBelow)) {
    for (const user of membersOf(organizationTeamNode(below), args, context)) {
      members.set(user.login, user);
    }
  }
  return [...members.values()];
}

function worldTeamOf(node: TeamNode, teams: readonly WorldTeam[] | undefined) {
  return teams?.find(
    ({ organization, slug }) => organization === node.organization && slug === node.row.slug,
  );
}
