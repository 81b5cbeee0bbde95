import type { WorldUser } from '../world.types.ts';
import type { Shaping } from './rest-route.ts';

export function shapeUser({ baseUrl, index }: Shaping, user: WorldUser | null | undefined) {
  if (user === null || user === undefined) {
    return null;
  }
  return {
    login: user.login,
    id: user.id,
    node_id: index.nodeIdOf(user),
    avatar_url: `https://avatars.githubusercontent.com/u/${user.id}?v=4`,
    url: `${baseUrl}/users/${encodeURIComponent(user.login)}`,
    html_url: htmlUrl(user),
    type: user.type ?? 'User',
    site_admin: user.site_admin ?? false,
  };
}

function htmlUrl(user: WorldUser): string {
  return user.login.endsWith('[bot]')
    ? `https://github.com/apps/${user.login.slice(0, -'[bot]'.length)}`
    : `https://github.com/${user.login}`;
}
