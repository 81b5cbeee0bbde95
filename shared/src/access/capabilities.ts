/** What a procedure, an endpoint or a page can ask of its caller. Every one names exactly one. */
export const capabilities = [
  'connections.read',
  'connections.write',
  'sync-status.read',
  'sync-status.write',
  'jobs.read',
  'jobs.write',
  'pull-requests.read',
  'cycle-time.read',
  'review-load.read',
  'review-load.bands',
  'review-requests.write',
  'delivery.read',
  'delivery.attribute',
  'delivery.settings',
  'agreements.read',
  'agreements.write',
  'interventions.read',
  'interventions.write',
  'saved-views.own',
  'disputes.own',
  'disputes.decide',
  'deployments.read',
  'deployments.rules',
  'deployments.write',
  'incidents.read',
  'incidents.rules',
  'incidents.write',
  'incidents.instants',
  'people.read',
  'people.write',
  'profiles.read',
  'profiles.write',
  'private-notes.own',
  'definitions.read',
  'definitions.write',
  'access.enter',
  'access.own',
  'access.read',
  'access.write',
  'sign-in-settings.read',
  'sign-in-settings.write',
  'tokens.own',
  'tokens.all',
  'audit.read',
  'operations.read',
  'contracts.read',
  'contracts.write',
] as const;

export type Capability = (typeof capabilities)[number];

export const roles = ['admin', 'lead', 'engineer', 'manager'] as const;

export type Role = (typeof roles)[number];

/** How far a capability goes: over all that the grant covers (a team with those below it, or everything), or over one's own. */
export type Extent = 'granted' | 'own';

/** What everybody has, signed in or not. */
const ofAnybody = { 'access.enter': 'own' } as const;

/** What every signed-in person has, whatever their role. */
const ofEverySignedIn = {
  ...ofAnybody,
  'access.own': 'own',
  'tokens.own': 'own',
  'private-notes.own': 'own',
  'profiles.read': 'own',
  'profiles.write': 'own',
  'saved-views.own': 'own',
  'sync-status.read': 'granted',
  'cycle-time.read': 'granted',
  'review-load.read': 'granted',
  'delivery.read': 'granted',
  'agreements.read': 'granted',
  'interventions.read': 'granted',
  'deployments.read': 'granted',
  'incidents.read': 'granted',
  'definitions.read': 'granted',
  'contracts.read': 'granted',
} as const;

const ofAdmin = Object.fromEntries(
  capabilities.map((capability) => [capability, 'granted' as Extent]),
) as Record<Capability, Extent>;

/**
 * Who may do what: the one table that procedures, endpoints, pages and the navigation read. What is missing is refused.
 * A manager reads trends and no single person's numbers, an engineer their own beside the team's totals, a lead all of
 * their teams.
 */
export const capabilitiesByRole: Readonly<
  Record<Role, Readonly<Partial<Record<Capability, Extent>>>>
> = {
  admin: { ...ofAdmin, ...ofAnybody, 'private-notes.own': 'own', 'saved-views.own': 'own' },
  lead: {
    ...ofEverySignedIn,
    'sync-status.write': 'granted',
    'jobs.read': 'granted',
    'pull-requests.read': 'granted',
    'review-load.bands': 'granted',
    'review-requests.write': 'granted',
    'delivery.attribute': 'granted',
    'incidents.instants': 'granted',
    'agreements.write': 'granted',
    'interventions.write': 'granted',
    'disputes.own': 'granted',
    'disputes.decide': 'granted',
    'people.read': 'granted',
    'profiles.read': 'granted',
    'profiles.write': 'granted',
    'contracts.write': 'granted',
  },
  engineer: {
    ...ofEverySignedIn,
    'pull-requests.read': 'own',
    'review-requests.write': 'own',
    'disputes.own': 'own',
    'contracts.write': 'granted',
  },
  manager: ofEverySignedIn,
};

/** Whether somebody with this role may use the capability at all, and how far. Null: not. */
export function extentOf(role: Role, capability: Capability): Extent | null {
  return capabilitiesByRole[role][capability] ?? null;
}

/** Whether a visitor who is not signed in may use the capability. */
export function mayAnybody(capability: Capability): boolean {
  return capability in ofAnybody;
}
