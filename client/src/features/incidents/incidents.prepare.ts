import { matchesPattern } from '@bellwether/shared/deployments/wildcard-pattern';
import type { IncidentDetail } from '@bellwether/shared/incidents/incident-detail.schema';
import { exclusions, severities } from '@bellwether/shared/incidents/incident-rule';
import type {
  IncidentPreview,
  IncidentRules,
  ListedIncident,
} from '@bellwether/shared/incidents/incidents.schema';
import { formatInstant } from '../../format/date.ts';
import { formatCount, formatCountOf } from '../../format/number.ts';

export type EditedRule = IncidentRules['forAll'];

export const severityChoices = severities.map((value) => ({ value, label: value.toUpperCase() }));

const exclusionWords = { duplicate: 'Duplicate', 'false-alarm': 'False alarm', drill: 'Drill' };
export const exclusionChoices = exclusions.map((value) => ({
  ...{ value, label: exclusionWords[value] },
}));

/** The rule that a repository follows: its own, or the one for all. */
export function ruleInForce(rules: IncidentRules, repositoryId: string | null): EditedRule {
  return rules.own.find((own) => own.repositoryId === repositoryId)?.rule ?? rules.forAll;
}

/** `incident, outage` as a list; empty entries fall out. */
export function readLabels(text: string): string[] {
  const names = text.split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

/** Labels that the rule says nothing of yet. */
export function labelsWithoutUse(labels: IncidentRules['labels'], rule: EditedRule) {
  const used = [
    ...rule.labels,
    ...[...rule.severities, ...rule.services, ...rule.exclusions].map(({ label }) => label),
  ];
  return labels.filter(({ name }) => !used.some((pattern) => matchesPattern(pattern, name)));
}

/** Labels by what they stand for, each group as a line of text; groups without any are there too. */
export function groupLabels<Value extends string>(
  rows: readonly { label: string; value: Value }[],
  values: readonly Value[],
): { value: Value; text: string }[] {
  return values.map((value) => ({
    value,
    text: rows
      .filter((row) => row.value === value)
      .map(({ label }) => label)
      .join(', '),
  }));
}

/** The rows again, with one group replaced by what was typed. */
export function replaceGroup<Value extends string>(
  rows: readonly { label: string; value: Value }[],
  value: Value,
  text: string,
): { label: string; value: Value }[] {
  const others = rows.filter((row) => row.value !== value);
  return [...others, ...readLabels(text).map((label) => ({ label, value }))];
}

/** `7 of 120 issues are incidents; 4 are now.` */
export function describeMatch({ issues, matched, present, excluded }: IncidentPreview): string {
  const apart = excluded === 0 ? '' : `, ${formatCount(excluded)} of them counted apart`;
  const now = matched === present ? 'as many as now' : `${formatCount(present)} are now`;
  return `${formatCount(matched)} of ${formatCountOf(issues, 'issue')} would be incidents${apart}; ${now}.`;
}

export function describeChange({ gained, lost }: IncidentPreview): string {
  if (gained === 0 && lost === 0) {
    return 'The same issues as now.';
  }
  const parts = [
    ...(gained > 0 ? [`${formatCount(gained)} more`] : []),
    ...(lost > 0 ? [`${formatCount(lost)} no longer`] : []),
  ];
  return `${parts.join(', ')}.`;
}

const instantWords = {
  impactStartedAt: 'impact began',
  detectedAt: 'detected',
  declaredAt: 'declared',
  acknowledgedAt: 'acknowledged',
  mitigatedAt: 'mitigated',
  resolvedAt: 'resolved',
  closedAt: 'closed',
} as const;

/** The instants that are known, in their usual order. Closing at the instant of resolving is not said twice. */
export function nameInstants(incident: ListedIncident, now: string): string[] {
  return Object.entries(instantWords).flatMap(([name, word]) => {
    const at = incident[name as keyof typeof instantWords];
    const isSaid = name === 'closedAt' && at === incident.resolvedAt;
    return at === null || isSaid ? [] : [`${word} ${formatInstant(at, { now })}`];
  });
}

/** Why there is no time to restore. */
export function whyNoDuration(incident: ListedIncident): string {
  if (incident.impactStartedAt === null) {
    return 'when the impact began is not known';
  }
  return 'not resolved';
}

export function nameSource({ repository, number, source }: ListedIncident): string {
  if (number !== null) {
    return `${repository ?? ''}#${number}`;
  }
  return repository === null ? (source ?? '') : `${source ?? ''} · ${repository}`;
}

/** `At first SEV3, SEV1 since 2 Mar 2026, 10:00: the worst counts.` */
export function describeSeverities(severities: IncidentDetail['severities'], now: string): string {
  const parts = severities.map(({ severity, at }) => {
    const name = severity?.toUpperCase() ?? 'no severity';
    return at === null ? `At first ${name}` : `${name} since ${formatInstant(at, { now })}`;
  });
  return `${parts.join(', ')}: the worst counts.`;
}
