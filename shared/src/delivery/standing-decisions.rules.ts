/** What a person said of an incident: that a deployment caused it or did not; `deploymentId` null: that none did. */
export type SaidOfCause = {
  id: string;
  deploymentId: string | null;
  verdict: 'confirmed' | 'refuted';
};

/**
 * Which of all that was said of one incident, in the order in which it was said, stand: of each deployment the last word.
 * That no deployment caused it, and that one did, exclude each other: the later takes the place of the earlier. What was taken
 * back is not among them: without it stands what would stand had it never been said.
 */
export function standingOf(said: readonly SaidOfCause[]): Set<string> {
  const standing = new Map<string | null, SaidOfCause>();
  for (const one of said) {
    for (const other of [...standing.values()]) {
      if (excludes(one, other)) {
        standing.delete(other.deploymentId);
      }
    }
    standing.set(one.deploymentId, one);
  }
  return new Set([...standing.values()].map(({ id }) => id));
}

function excludes(one: SaidOfCause, other: SaidOfCause): boolean {
  const areBothConfirmed = one.verdict === 'confirmed' && other.verdict === 'confirmed';
  return areBothConfirmed && (one.deploymentId === null) !== (other.deploymentId === null);
}
