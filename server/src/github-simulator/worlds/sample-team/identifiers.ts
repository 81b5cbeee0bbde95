/** Ids that count up by kind, as GitHub's do, and node ids made of them. */
export type Identifiers = {
  next: (kind: IdKind) => { id: number; node_id: string };
};

const kinds = {
  pull: { prefix: 'PR', first: 2_610_000_000 },
  issue: { prefix: 'I', first: 3_610_000_000 },
  review: { prefix: 'PRR', first: 4_610_000_000 },
  reviewComment: { prefix: 'PRRC', first: 1_610_000_000 },
  issueComment: { prefix: 'IC', first: 5_610_000_000 },
  event: { prefix: 'EV', first: 21_610_000_000 },
  deployment: { prefix: 'DE', first: 3_910_000_000 },
  deploymentStatus: { prefix: 'DES', first: 7_910_000_000 },
} as const;

export type IdKind = keyof typeof kinds;

export function createIdentifiers(): Identifiers {
  const counters = new Map<IdKind, number>();
  return {
    next: (kind) => {
      const { prefix, first } = kinds[kind];
      const count = (counters.get(kind) ?? 0) + 1;
      counters.set(kind, count);
      const id = first + count * 13;
      return { id, node_id: `${prefix}_kwHF${id.toString(36)}` };
    },
  };
}

/** Ids by name, for things that are few and last: labels, repositories. */
export function labelIdentity(
  repositoryId: number,
  index: number,
): { id: number; node_id: string } {
  const id = repositoryId * 10 + 400 + index;
  return { id, node_id: `LA_kwHF${id.toString(36)}` };
}
