import type { IncidentDetail } from '@bellwether/shared/incidents/incident-detail.schema';

/** The instants that a person may enter, in their usual order. */
export const enterable = [
  'impactStartedAt',
  'detectedAt',
  'declaredAt',
  'acknowledgedAt',
  'mitigatedAt',
  'resolvedAt',
] as const;
export type Enterable = (typeof enterable)[number];

/** What a field for an instant holds, in the reader's own time: `2026-03-01T09:20`; empty: nothing is entered. */
export function toField(at: string | null): string {
  if (at === null) {
    return '';
  }
  const date = new Date(at);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** What people entered, by field. */
export function fieldsOf({
  instants,
}: Pick<IncidentDetail, 'instants'>): Record<Enterable, string> {
  return Object.fromEntries(
    enterable.map((name) => {
      const own = instants.find((one) => one.name === name);
      return [name, own?.source === 'manual' ? toField(own.at) : ''];
    }),
  ) as Record<Enterable, string>;
}

/** Only what was changed; an emptied field takes back what was entered. */
export function changesOf(
  before: Record<Enterable, string>,
  after: Record<Enterable, string>,
): Partial<Record<Enterable, string | null>> {
  return Object.fromEntries(
    enterable.flatMap((name) => {
      const text = after[name];
      if (text === before[name]) {
        return [];
      }
      return [[name, text === '' ? null : new Date(text).toISOString()]];
    }),
  );
}
