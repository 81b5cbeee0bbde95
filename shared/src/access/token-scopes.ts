import type { Capability } from './capabilities.ts';

/** What a token can be limited to: the capabilities behind the addresses for programs. The words say what a program does with it. */
export const tokenScopes = [
  {
    scope: 'cycle-time.read',
    label: 'Read metrics',
    words: 'Durations, deliveries and incidents by day, week or month.',
  },
  {
    scope: 'review-load.read',
    label: 'Read review load',
    words: 'Who reviews how much, as far as the token’s owner may see single people.',
  },
  {
    scope: 'pull-requests.read',
    label: 'Read pull requests',
    words: 'One row for each pull request, with its author and how long each stage took.',
  },
  {
    scope: 'sync-status.read',
    label: 'Read the state of reading',
    words: 'How far each repository has been read, and what GitHub refused.',
  },
  {
    scope: 'deployments.write',
    label: 'Report deployments',
    words: 'Send deployments that GitHub does not know.',
  },
  {
    scope: 'incidents.write',
    label: 'Report incidents',
    words: 'Send incidents that are no issues on GitHub.',
  },
  {
    scope: 'operations.read',
    label: 'Read the server’s figures',
    words: 'Requests, jobs and the database at /metrics, for Prometheus.',
  },
  {
    scope: 'audit.read',
    label: 'Read the audit log',
    words: 'Who changed what, when and from where.',
  },
  {
    scope: 'contracts.read',
    label: 'Read contracts',
    words: 'Schemas at /schema-registry, as consumers and producers read them.',
  },
  {
    scope: 'contracts.write',
    label: 'Change contracts',
    words: 'Register and remove schemas at /schema-registry, as a build does.',
  },
] as const satisfies readonly { scope: Capability; label: string; words: string }[];

export type TokenScope = (typeof tokenScopes)[number]['scope'];

export const tokenScopeNames: readonly TokenScope[] = tokenScopes.map(({ scope }) => scope);
