import { canSee } from '../access-tokens.ts';
import { searchIssues } from '../search-issues.ts';
import { Connection } from './connection.ts';
import type { FieldTable, GraphContext } from './graph-context.ts';
import { graphError, notFound } from './graph-errors.ts';
import { actorNode, issueNode, pullNode, repositoryNode } from './graph-nodes.ts';

export const queryFields: FieldTable<unknown> = {
  id: () => 'Query',
  relay: () => ({}),
  viewer: (_source, _args, { grant }) => ({ ...actorNode(grant.user), __typename: 'User' }),
  meta: () => ({
    gitHubServicesSha: '0'.repeat(40),
    isPasswordAuthenticationVerifiable: false,
  }),
  rateLimit: (_source, args, context) => rateLimitOf(args.dryRun === true, context),
  repository: (_source, args, context) => findRepository(`${args.owner}/${args.name}`, context),
  repositoryOwner: (_source, args, context) => findOwner(String(args.login), context),
  user: (_source, args, { index }) => {
    const user = index.findUser(String(args.login));
    return user === undefined
      ? notFound(`Could not resolve to a User with the login of '${args.login}'.`)
      : { ...actorNode(user), __typename: 'User' };
  },
  organization: (_source, args, context) => findOwner(String(args.login), context),
  node: (_source, args, context) => findNode(String(args.id), context),
  nodes: (_source, args, context) => {
    const ids = Array.isArray(args.ids) ? args.ids : [];
    context.weight.nodes += ids.length;
    return ids.map((id) => settle(() => findNode(String(id), context)));
  },
  search: (_source, args, context) => searchOf(args, context),
};

function rateLimitOf(isDryRun: boolean, { cost, rate }: GraphContext) {
  return {
    cost: cost.points,
    limit: rate.limit,
    nodeCount: cost.nodeCount,
    remaining: isDryRun ? rate.remaining + cost.points : rate.remaining,
    used: rate.used,
    resetAt: new Date(rate.resetSecond * 1000).toISOString().replace('.000Z', 'Z'),
  };
}

function findRepository(fullName: string, { index, grant }: GraphContext) {
  const repo = index.findRepository(fullName);
  return repo === undefined || !canSee(grant, repo)
    ? notFound(`Could not resolve to a Repository with the name '${fullName}'.`)
    : repositoryNode(repo);
}

function findOwner(login: string, { index }: GraphContext) {
  const repo = index.repositories.find(
    (candidate) => candidate.owner.toLowerCase() === login.toLowerCase(),
  );
  return repo === undefined
    ? notFound(`Could not resolve to an Organization with the login of '${login}'.`)
    : actorNode(repo.repository.owner);
}

function findNode(id: string, { lookup, grant }: GraphContext) {
  const found = lookup(id);
  return found === null || (found.repo !== null && !canSee(grant, found.repo))
    ? notFound(`Could not resolve to a node with the global id of '${id}'.`)
    : found.node;
}

/** An error of one item stays with that item: the others of the list are answered. */
function settle(find: () => unknown): unknown {
  try {
    return find();
  } catch (error) {
    return error;
  }
}

function searchOf(args: Record<string, unknown>, { index, grant }: GraphContext) {
  if (!String(args.type).startsWith('ISSUE')) {
    throw graphError(
      'SIMULATOR_UNSUPPORTED',
      'The simulator searches issues and pull requests only.',
    );
  }
  const visible = index.repositories.filter((repo) => canSee(grant, repo));
  const hits = searchIssues(visible, String(args.query));
  const connection = new Connection(hits.slice(0, 1000), args, (hit) =>
    hit.kind === 'pull' ? pullNode(hit.repo, hit.row) : issueNode(hit.repo, hit.row),
  );
  return Object.assign(connection, {
    issueCount: hits.length,
    repositoryCount: 0,
    userCount: 0,
    codeCount: 0,
    discussionCount: 0,
    wikiCount: 0,
  });
}
