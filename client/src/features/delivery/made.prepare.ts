/** Something that was decided on this page, with the version that what is said of its incident has as far as this page knows. */
export type MadeDecision = { incidentId: string; deploymentId: string | null; version: number };

/**
 * The one that was made last comes last; a pair is there once. Earlier ones about the same incident are based on its version,
 * since who made them saw this one.
 */
export function rememberDecision(
  made: readonly MadeDecision[],
  latest: MadeDecision,
): MadeDecision[] {
  const others = made
    .filter((one) => !isSamePair(one, latest))
    .map((one) =>
      one.incidentId === latest.incidentId ? { ...one, version: latest.version } : one,
    );
  return [...others, latest];
}

/** Somebody else decided about it meanwhile: nothing of it is taken back by a key any more. */
export function forgetIncident(made: readonly MadeDecision[], incidentId: string): MadeDecision[] {
  return made.filter((one) => one.incidentId !== incidentId);
}

export function isSamePair(
  a: Pick<MadeDecision, 'incidentId' | 'deploymentId'>,
  b: Pick<MadeDecision, 'incidentId' | 'deploymentId'>,
): boolean {
  return a.incidentId === b.incidentId && a.deploymentId === b.deploymentId;
}
