import type { FieldTable } from './graph-context.ts';
import type { ActorNode } from './graph-nodes.ts';

export const actorFields: FieldTable<ActorNode> = {
  id: ({ user }, _args, { index }) => index.nodeIdOf(user),
  databaseId: ({ user }) => intOrNull(user.id),
  login: ({ user }) => graphLogin(user.login),
  name: ({ user }) => user.name ?? null,
  email: () => '',
  url: ({ user }) => `https://github.com/${graphLogin(user.login)}`,
  resourcePath: ({ user }) => `/${graphLogin(user.login)}`,
  avatarUrl: ({ user }) => `https://avatars.githubusercontent.com/u/${user.id}?v=4`,
  isViewer: ({ user }, _args, { grant }) => user.login === grant.user.login,
  isSiteAdmin: ({ user }) => user.site_admin ?? false,
  createdAt: () => '2008-02-08T00:00:00Z',
};

/** GraphQL gives a bot's login without the `[bot]` that REST puts behind it. */
export function graphLogin(login: string): string {
  return login.endsWith('[bot]') ? login.slice(0, -'[bot]'.length) : login;
}

/** GraphQL's Int has 32 bits: a greater id is null there, and whole in `fullDatabaseId`. */
export function intOrNull(id: number): number | null {
  return id <= 0x7fffffff ? id : null;
}
