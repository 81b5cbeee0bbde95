import { severities } from './incident-rule.ts';

// Without a library, so that the pages can read an address without loading one.

/** What incidents are held against (B16). */
export const ratePers = ['week', 'deployments', 'pull-requests'] as const;
export type RatePer = (typeof ratePers)[number];

export const severityKeys = [...severities, 'unknown'] as const;
export type SeverityKey = (typeof severityKeys)[number];
