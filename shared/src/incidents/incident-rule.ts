import { matchWildcards } from '../deployments/wildcard-pattern.ts';

/** From the worst. */
export const severities = ['sev1', 'sev2', 'sev3', 'sev4', 'sev5'] as const;
export type Severity = (typeof severities)[number];

/** Why an incident is counted apart. */
export const exclusions = ['duplicate', 'false-alarm', 'drill'] as const;
export type Exclusion = (typeof exclusions)[number];

/** Which issues are incidents. Labels are compared in any case; `*` in one stands for any characters. */
export type IncidentRule = {
  /** An issue with one of these labels is an incident. */
  labels: readonly string[];
  /** The worst that fits counts. */
  severities: readonly { label: string; severity: Severity }[];
  /** The first that fits; a `*` in the service stands for what it stands for in the label. */
  services: readonly { label: string; service: string }[];
  /** The first that fits. */
  exclusions: readonly { label: string; exclusion: Exclusion }[];
};

const severityNames = [
  'sev#',
  'sev-#',
  'severity:#',
  'severity: #',
  'severity/#',
  'severity-#',
  'P#',
];

/** What counts where nobody chose. */
export const defaultIncidentRule: IncidentRule = {
  labels: ['incident'],
  severities: severities.flatMap((severity, index) =>
    severityNames.map((name) => ({ label: name.replace('#', String(index + 1)), severity })),
  ),
  services: [{ label: 'service:*', service: '*' }],
  exclusions: [
    { label: 'duplicate', exclusion: 'duplicate' },
    { label: 'false-alarm', exclusion: 'false-alarm' },
    { label: 'false alarm', exclusion: 'false-alarm' },
    { label: 'drill', exclusion: 'drill' },
    { label: 'game-day', exclusion: 'drill' },
  ],
};

/** What the labels of an issue say by a rule; null: it is no incident. */
export type LabelledIncident = {
  severity: Severity | null;
  service: string | null;
  exclusion: Exclusion | null;
};

export function readLabels(labels: readonly string[], rule: IncidentRule): LabelledIncident | null {
  const fits = (pattern: string) => labels.some((label) => matchWildcards(pattern, label) !== null);
  if (!rule.labels.some(fits)) {
    return null;
  }
  const found = rule.severities.filter(({ label }) => fits(label)).map((one) => one.severity);
  return {
    severity: severities.find((severity) => found.includes(severity)) ?? null,
    service: readService(labels, rule),
    exclusion: rule.exclusions.find(({ label }) => fits(label))?.exclusion ?? null,
  };
}

function readService(labels: readonly string[], rule: IncidentRule): string | null {
  for (const { label: pattern, service } of rule.services) {
    for (const label of [...labels].sort()) {
      const captured = matchWildcards(pattern, label);
      if (captured !== null) {
        const name = captured.reduce((text, part) => text.replace('*', () => part), service).trim();
        return name === '' ? null : name;
      }
    }
  }
  return null;
}
