/** A merged pull request as far as it can be a revert, or what one reverts. */
export type RevertCandidate = {
  id: string;
  number: number;
  title: string;
  headBranch: string;
  /** `owner/name#number` that its body says it reverts. Null: it says nothing of the kind. */
  revertsReference: string | null;
};

const BRANCH = /^revert-(\d+)-/;
const TITLE = /^Revert "(.*)"$/s;
const REFERENCE = /^(.+)#(\d+)$/;

/** What a pull request says it reverts; the number that its body or its branch names counts before the title (B15). */
export type RevertSign = { number: number } | { title: string };

/** Null: nothing says that it reverts something of its repository, `owner/name`. */
export function readRevertSign(
  { title, headBranch, revertsReference }: RevertCandidate,
  repository: string,
): RevertSign | null {
  const [, name, referred] = REFERENCE.exec(revertsReference ?? '') ?? [];
  if (name?.toLowerCase() === repository.toLowerCase()) {
    return { number: Number(referred) };
  }
  const [, branched] = BRANCH.exec(headBranch) ?? [];
  if (branched !== undefined) {
    return { number: Number(branched) };
  }
  const [, reverted] = TITLE.exec(title) ?? [];
  return reverted === undefined ? null : { title: reverted };
}

export type RevertLinks = {
  /** By revert: the pull request that it takes back; null: it names nothing that is known here. */
  reverts: ReadonlyMap<string, string | null>;
  /** By revert: the pull request that took the revert back. */
  restoredBy: ReadonlyMap<string, string>;
};

/**
 * What each reverts, all by id (B15). A revert of a revert brings the first change back: it is no revert, and what it undoes
 * was one.
 */
export function findReverts(
  candidates: readonly RevertCandidate[],
  repository: string,
): RevertLinks {
  const find = indexOf(candidates);
  const says = new Map<string, string | null>();
  for (const one of candidates) {
    const sign = readRevertSign(one, repository);
    if (sign !== null) {
      const target = find(sign, one);
      says.set(one.id, target === undefined || target.id === one.id ? null : target.id);
    }
  }
  const reverts = new Map<string, string | null>();
  const restoredBy = new Map<string, string>();
  for (const [id, target] of says) {
    if (!isRestoring(id, says)) {
      reverts.set(id, target);
    } else if (target !== null) {
      restoredBy.set(target, id);
    }
  }
  return { reverts, restoredBy };
}

function indexOf(candidates: readonly RevertCandidate[]) {
  const byNumber = new Map(candidates.map((one) => [one.number, one]));
  const byTitle = new Map<string, RevertCandidate[]>();
  for (const one of candidates) {
    byTitle.set(one.title, [...(byTitle.get(one.title) ?? []), one]);
  }
  return (sign: RevertSign, { number }: RevertCandidate): RevertCandidate | undefined => {
    if ('number' in sign) {
      return byNumber.get(sign.number);
    }
    // Several may bear a title: the one opened last before the revert is meant.
    const earlier = (byTitle.get(sign.title) ?? []).filter((one) => one.number < number);
    return earlier.sort((a, b) => b.number - a.number)[0];
  };
}

/** An even number of reverts one upon the other leaves the change where it was. */
function isRestoring(id: string, says: ReadonlyMap<string, string | null>): boolean {
  const met = new Set<string>();
  let at: string | null = id;
  while (at !== null && says.has(at) && !met.has(at)) {
    met.add(at);
    at = says.get(at) ?? null;
  }
  return met.size % 2 === 0;
}
