import type { Role } from '@bellwether/shared/access/capabilities';

/**
 * Who calls. Until people sign in, the server listens on loopback only, and whoever reaches it there
 * is the person who started it.
 */
export function callerRole(): Role {
  return 'admin';
}
