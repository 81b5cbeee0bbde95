import { AppError } from '@bellwether/shared/errors/app-error';
import { z } from 'zod';
import { mapActor } from './actor.map.ts';
import type { GithubAccount } from './actor.schema.ts';
import { type Connection, connectionSchema } from './connection.schema.ts';
import type { Github } from './open-github.ts';

/** Of an account that is on a team. */
export type TeamMember = GithubAccount & {
  /** The name on its profile; null: none. */
  name: string | null;
};

/** A team as GitHub has it, complete. */
export type GithubTeam = {
  id: string;
  slug: string;
  name: string;
  /** GitHub's id of the team above; null: none, or hidden from the token. */
  parentId: string | null;
  /** Its own, without those of the teams below it. */
  members: TeamMember[];
  /** Node ids; only what the token may see. */
  repositoryIds: string[];
};

const memberSchema = z.object({
  __typename: z.string(),
  id: z.string(),
  login: z.string(),
  avatarUrl: z.string().nullish(),
  name: z.string().nullish(),
});
const repositorySchema = z.object({ id: z.string() });
const teamSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  parentTeam: z.object({ id: z.string() }).nullish(),
  members: connectionSchema(memberSchema),
  repositories: connectionSchema(repositorySchema),
});
type TeamPayload = z.infer<typeof teamSchema>;

const ownerSchema = z.object({
  repositoryOwner: z
    .object({ __typename: z.string(), teams: connectionSchema(teamSchema).optional() })
    .nullable(),
});
const furtherMembersSchema = z.object({
  node: z.object({ members: connectionSchema(memberSchema) }).nullable(),
});
const furtherRepositoriesSchema = z.object({
  node: z.object({ repositories: connectionSchema(repositorySchema) }).nullable(),
});

const MEMBERS = `totalCount pageInfo { hasNextPage endCursor }
  nodes { __typename id login avatarUrl name }`;
const REPOSITORIES = 'totalCount pageInfo { hasNextPage endCursor } nodes { id }';

/**
 * Every team of an organisation with all its members and repositories. Null: the owner is no organisation, or is gone.
 * @throws AppError `upstream_forbidden` when the token may not read the organisation's teams.
 */
export async function fetchTeams(github: Github, owner: string): Promise<GithubTeam[] | null> {
  const teams: TeamPayload[] = [];
  let after: string | null = null;
  for (;;) {
    const answer: z.infer<typeof ownerSchema> = await github.graphql(
      `query teams($login: String!, $after: String) {
        rateLimit { cost remaining resetAt }
        repositoryOwner(login: $login) {
          __typename
          ... on Organization {
            teams(first: 25, after: $after) {
              totalCount pageInfo { hasNextPage endCursor }
              nodes {
                id slug name parentTeam { id }
                members(first: 100, membership: IMMEDIATE) { ${MEMBERS} }
                repositories(first: 100) { ${REPOSITORIES} }
              }
            }
          }
        }
      }`,
      { login: owner, after },
      ownerSchema,
    );
    const page = answer.repositoryOwner?.teams;
    if (page === undefined) {
      return null;
    }
    teams.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) {
      break;
    }
    after = nextCursor(page, after);
  }
  const complete: GithubTeam[] = [];
  for (const team of teams) {
    await completeTeam(github, team);
    complete.push(mapTeam(team));
  }
  return complete;
}

async function completeTeam(github: Github, team: TeamPayload): Promise<void> {
  await complete(team.members, async (after) => {
    const { node } = await github.graphql(
      `query teamMembers($id: ID!, $after: String) {
        rateLimit { cost remaining resetAt }
        node(id: $id) {
          ... on Team { members(first: 100, after: $after, membership: IMMEDIATE) { ${MEMBERS} } }
        }
      }`,
      { id: team.id, after },
      furtherMembersSchema,
    );
    return node?.members ?? null;
  });
  await complete(team.repositories, async (after) => {
    const { node } = await github.graphql(
      `query teamRepositories($id: ID!, $after: String) {
        rateLimit { cost remaining resetAt }
        node(id: $id) { ... on Team { repositories(first: 100, after: $after) { ${REPOSITORIES} } } }
      }`,
      { id: team.id, after },
      furtherRepositoriesSchema,
    );
    return node?.repositories ?? null;
  });
}

/** Reads a list to its end, in place. */
async function complete<T>(
  list: Connection<T>,
  fetchAfter: (cursor: string | null) => Promise<Connection<T> | null>,
): Promise<void> {
  while (list.pageInfo.hasNextPage) {
    const page = await fetchAfter(list.pageInfo.endCursor);
    if (page === null) {
      throw incomplete();
    }
    list.nodes.push(...page.nodes);
    list.pageInfo = page.pageInfo.hasNextPage
      ? { hasNextPage: true, endCursor: nextCursor(page, list.pageInfo.endCursor) }
      : page.pageInfo;
  }
}

function nextCursor(page: Pick<Connection<unknown>, 'pageInfo'>, before: string | null): string {
  const { endCursor } = page.pageInfo;
  if (endCursor === null || endCursor === before) {
    throw incomplete();
  }
  return endCursor;
}

function incomplete(): AppError {
  return new AppError('upstream_invalid_answer', "GitHub's list of teams has no end.", {
    remedy: 'The teams that are known stay; they are read again tomorrow.',
  });
}

function mapTeam(team: TeamPayload): GithubTeam {
  const members = team.members.nodes.flatMap((node) => {
    const account = mapActor(node);
    return account === null ? [] : [{ ...account, name: node.name?.trim() || null }];
  });
  return {
    id: team.id,
    slug: team.slug,
    name: team.name,
    parentId: team.parentTeam?.id ?? null,
    members,
    repositoryIds: team.repositories.nodes.map(({ id }) => id),
  };
}
