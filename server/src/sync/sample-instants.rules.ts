import type { IncidentInstant } from '@bellwether/shared/incidents/derive-incident';

const MINUTE = 60_000;

export type ResolvedIssue = { id: string; createdAt: Date; closedAt: Date };

type SampleInstants = Partial<Record<IncidentInstant, Date>>;

/**
 * What the sample team's people entered of an incident that they resolved, the same for the same issue at all times: when
 * the impact began and was noticed, minutes before the issue was written, and when it was answered and mitigated. Null: of
 * every sixth or so nobody entered anything, as it happens everywhere.
 */
export function sampleInstantsOf({
  id,
  createdAt,
  closedAt,
}: ResolvedIssue): SampleInstants | null {
  const draw = (what: string) => fraction(`${id} ${what}`);
  if (draw('is entered') < 1 / 6) {
    return null;
  }
  const declared = createdAt.getTime();
  const span = closedAt.getTime() - declared;
  const detected = declared - (1 + 2 * draw('declared')) * MINUTE;
  const at = (ms: number) => new Date(Math.round(ms / 1000) * 1000);
  return {
    impactStartedAt: at(detected - (1 + 5 * draw('noticed')) * MINUTE),
    detectedAt: at(detected),
    acknowledgedAt: at(declared + Math.min(span / 10, (1 + 11 * draw('answered')) * MINUTE)),
    mitigatedAt: at(declared + span * (0.8 + 0.17 * draw('mitigated'))),
  };
}

/** A number in [0, 1) that follows from a text (FNV-1a, mixed). */
function fraction(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 0x1_0000_0000;
}
