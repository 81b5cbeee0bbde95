import { type Exclusion, type IncidentRule, readLabels, type Severity } from './incident-rule.ts';

/** An issue as it is stored. */
export type IncidentIssue = {
  id: string;
  repositoryId: string;
  title: string;
  url: string;
  state: string;
  stateReason: string | null;
  createdAt: Date;
  updatedAt: Date;
  closedAt: Date | null;
  labels: readonly string[];
};

/** The instants that an incident can have; one that nobody gave is null, never a stand-in (B16). */
export const incidentInstants = [
  'impactStartedAt',
  'detectedAt',
  'declaredAt',
  'acknowledgedAt',
  'mitigatedAt',
  'resolvedAt',
  'closedAt',
] as const;
export type IncidentInstant = (typeof incidentInstants)[number];
export type IncidentInstants = Record<IncidentInstant, Date | null>;

export type DerivedIncident = IncidentInstants & {
  issueId: string;
  repositoryId: string;
  title: string;
  url: string;
  severity: Severity | null;
  service: string | null;
  exclusion: Exclusion | null;
  updatedAt: Date;
};

/**
 * The incident that an issue tells of; null: none, by the rule (B16). Opening the issue declares it. Closing it as done
 * resolves it; closing it as not planned or as a duplicate resolves nothing. When the impact began an issue does not say.
 */
export function deriveIncident(issue: IncidentIssue, rule: IncidentRule): DerivedIncident | null {
  const labelled = readLabels(issue.labels, rule);
  if (labelled === null) {
    return null;
  }
  const closedAt = issue.state === 'closed' ? issue.closedAt : null;
  const isDuplicate = issue.stateReason === 'duplicate';
  const isDone = !isDuplicate && issue.stateReason !== 'not_planned';
  return {
    ...{ issueId: issue.id, repositoryId: issue.repositoryId, title: issue.title, url: issue.url },
    severity: labelled.severity,
    service: labelled.service,
    exclusion: labelled.exclusion ?? (isDuplicate ? 'duplicate' : null),
    ...{ impactStartedAt: null, detectedAt: null, acknowledgedAt: null, mitigatedAt: null },
    declaredAt: issue.createdAt,
    resolvedAt: isDone ? closedAt : null,
    closedAt,
    updatedAt: issue.updatedAt,
  };
}
