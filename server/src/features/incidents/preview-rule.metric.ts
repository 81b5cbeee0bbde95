import { deriveIncident, type IncidentIssue } from '@bellwether/shared/incidents/derive-incident';
import { type IncidentRule, severities } from '@bellwether/shared/incidents/incident-rule';
import type {
  IncidentPreview,
  PreviewedIssue,
} from '@bellwether/shared/incidents/incidents.schema';

const EXAMPLES = 8;

type NumberedIssue = IncidentIssue & { number: number };

/** What a rule makes of issues, repository by repository. */
export class IncidentTally {
  readonly #rule: IncidentRule;
  readonly #found: PreviewedIssue[] = [];
  readonly #counts = { issues: 0, present: 0, gained: 0, lost: 0 };

  constructor(rule: IncidentRule) {
    this.#rule = rule;
  }

  /** `total`: all issues of the repository; `issues`: those with labels, since no other can be an incident. */
  add(
    repository: string,
    total: number,
    issues: readonly NumberedIssue[],
    present: IncidentRule,
  ): void {
    this.#counts.issues += total;
    for (const issue of issues) {
      const was = deriveIncident(issue, present) !== null;
      const found = deriveIncident(issue, this.#rule);
      this.#counts.present += was ? 1 : 0;
      this.#counts.gained += !was && found !== null ? 1 : 0;
      this.#counts.lost += was && found === null ? 1 : 0;
      if (found !== null) {
        this.#found.push({
          ...{ repository, number: issue.number, title: issue.title, url: issue.url },
          ...{ labels: [...issue.labels], createdAt: issue.createdAt.toISOString() },
          severity: found.severity,
          service: found.service,
          exclusion: found.exclusion,
        });
      }
    }
  }

  result(): IncidentPreview {
    const found = this.#found.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
    const real = found.filter(({ exclusion }) => exclusion === null);
    const unmapped = real.filter(({ severity, service }) => severity === null || service === null);
    return {
      ...this.#counts,
      matched: found.length,
      excluded: found.length - real.length,
      bySeverity: [...severities, null]
        .map((name) => ({ name, count: real.filter(({ severity }) => severity === name).length }))
        .filter(({ count }) => count > 0),
      byService: countServices(real),
      examples: found.slice(0, EXAMPLES),
      unmapped: unmapped.slice(0, EXAMPLES),
      unmappedTotal: unmapped.length,
    };
  }
}

function countServices(issues: readonly PreviewedIssue[]): IncidentPreview['byService'] {
  const counts = new Map<string | null, number>();
  for (const { service } of issues) {
    counts.set(service, (counts.get(service) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => ({ name, count }))
    .sort((a, b) => b.count - a.count || (a.name ?? '~').localeCompare(b.name ?? '~'));
}
