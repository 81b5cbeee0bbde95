import type { Capability } from './capabilities.ts';

/** What a page asks of who opens it: navigation leaves out, and the address refuses politely, what one may not see. */
export const capabilityByPage = {
  '/cycle-time': 'cycle-time.read',
  '/review-load': 'review-load.read',
  '/delivery': 'delivery.read',
  '/attribution': 'delivery.attribute',
  '/agreements': 'agreements.read',
  '/interventions': 'interventions.read',
  '/interventions/$interventionId': 'interventions.read',
  '/disputes': 'disputes.own',
  '/sync': 'sync-status.read',
  '/connections': 'connections.read',
  '/welcome': 'connections.write',
  '/people': 'people.read',
  '/people/$personId': 'profiles.read',
  '/deployments': 'deployments.read',
  '/incidents': 'incidents.read',
  '/incidents/rules': 'incidents.read',
  '/definitions': 'definitions.read',
  '/access': 'access.read',
  '/sign-in-settings': 'sign-in-settings.read',
  '/tokens': 'tokens.own',
  '/audit': 'audit.read',
  '/account': 'access.own',
} as const satisfies Record<string, Capability>;

export type GuardedPage = keyof typeof capabilityByPage;
