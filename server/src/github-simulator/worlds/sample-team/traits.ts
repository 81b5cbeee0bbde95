import type { Random } from './random.ts';

/** The main turn that a pull request takes; one each. */
export type Course =
  | 'reviewed'
  | 'abandoned-in-draft'
  | 'closed'
  | 'merged-over-objection'
  | 'dismissed'
  | 'converted-back'
  | 'reopened'
  | 'unreviewed';

/** What may happen besides. */
export type Trait =
  | 'stale-approval'
  | 'merges-base'
  | 'co-authored'
  | 'cherry-picked'
  | 'request-removed'
  | 'renamed'
  | 'release-branch'
  | 'off-hours'
  | 'squashed'
  | 'rebased'
  | 'draft-first'
  | 'early-review'
  | 'team-request';

/**
 * Every nth pull request has it, so that each occurs with any seed. The seed shifts where the counting starts.
 * The first course that fits is taken.
 */
const courseEvery: readonly (readonly [Course, number])[] = [
  ['merged-over-objection', 151],
  ['abandoned-in-draft', 79],
  ['dismissed', 61],
  ['reopened', 53],
  ['converted-back', 41],
  ['unreviewed', 27],
  ['closed', 23],
];

const traitEvery: readonly (readonly [Trait, number])[] = [
  ['draft-first', 4],
  ['rebased', 5],
  ['early-review', 7],
  ['team-request', 9],
  ['merges-base', 10],
  ['stale-approval', 14],
  ['co-authored', 17],
  ['off-hours', 19],
  ['squashed', 29],
  ['renamed', 31],
  ['request-removed', 37],
  ['cherry-picked', 71],
  ['release-branch', 97],
];

function fits(index: number, name: string, every: number, seed: Random): boolean {
  return (index + seed.fork(name).integer(0, every - 1)) % every === 0;
}

export function courseOf(index: number, seed: Random): Course {
  return courseEvery.find(([name, every]) => fits(index, name, every, seed))?.[0] ?? 'reviewed';
}

export function traitsOf(index: number, seed: Random): ReadonlySet<Trait> {
  const found = traitEvery.filter(([name, every]) => fits(index, name, every, seed));
  return new Set(found.map(([name]) => name));
}
