/** What a procedure or an endpoint can ask of its caller. Every one names exactly one. */
export const capabilities = [
  'connections.read',
  'connections.write',
  'sync-status.read',
  'sync-status.write',
  'jobs.read',
  'jobs.write',
  'pull-requests.read',
  'cycle-time.read',
  'deployments.read',
  'deployments.write',
  'incidents.read',
  'incidents.write',
  'people.read',
  'people.write',
  'definitions.read',
  'definitions.write',
] as const;

export type Capability = (typeof capabilities)[number];

export const roles = ['admin', 'lead', 'engineer', 'manager'] as const;

export type Role = (typeof roles)[number];

/** Who may do what. The person at the loopback address is an admin until sign-in exists. */
export const capabilitiesByRole = {
  admin: capabilities,
  lead: [
    'sync-status.read',
    'sync-status.write',
    'pull-requests.read',
    'cycle-time.read',
    'deployments.read',
    'incidents.read',
    'people.read',
    'definitions.read',
  ],
  engineer: [
    'sync-status.read',
    'pull-requests.read',
    'cycle-time.read',
    'deployments.read',
    'incidents.read',
    'definitions.read',
  ],
  manager: [
    'sync-status.read',
    'cycle-time.read',
    'deployments.read',
    'incidents.read',
    'definitions.read',
  ],
} as const satisfies Record<Role, readonly Capability[]>;

export function mayRole(role: Role, capability: Capability): boolean {
  return (capabilitiesByRole[role] as readonly Capability[]).includes(capability);
}
