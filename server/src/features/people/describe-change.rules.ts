import type { PersonChange, PersonMove } from '@bellwether/shared/people/people.schema';

/** A change in one sentence. */
export function describeChange(change: PersonChange): string {
  switch (change.kind) {
    case 'merge':
      if (change.moves.length === 0) {
        return `${change.carried?.people.map(({ displayName }) => displayName).join(' and ') ?? 'Nobody'} went to another person.`;
      }
      return `${labelsOf(change.moves)} went to ${nameOf(change.moves[0]?.toName)}${comingFrom(change.moves)}.`;
    case 'split':
      return change.moves[0]?.toPersonId === null
        ? `${labelsOf(change.moves)} was taken from ${nameOf(change.moves[0]?.fromName)}.`
        : `${labelsOf(change.moves)} became a person apart from ${nameOf(change.moves[0]?.fromName)}.`;
    case 'rename':
      return `${change.before} is now called ${change.after}.`;
    case 'dismiss':
      return `Said to be different people: ${change.words}.`;
  }
}

function comingFrom(moves: readonly PersonMove[]): string {
  const names = [...new Set(moves.flatMap(({ fromName }) => fromName ?? []))];
  const unsaid = names.filter((name) => !moves.some(({ label }) => label === name));
  return unsaid.length === 0 ? '' : `, from ${unsaid.join(' and ')}`;
}

const MOST_NAMED = 4;

function labelsOf(moves: readonly PersonMove[]): string {
  const labels = moves.map(({ label }) => label);
  return labels.length > MOST_NAMED
    ? `${labels.slice(0, MOST_NAMED - 1).join(', ')} and ${labels.length - MOST_NAMED + 1} more`
    : labels.join(', ');
}

const nameOf = (name: string | null | undefined) => name ?? 'nobody';
