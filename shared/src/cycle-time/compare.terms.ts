// Without a library, so that the pages can read an address without loading one.

/** By what the pull requests of a period may be told apart. */
export const compareDimensions = [
  'repository',
  'team',
  'size',
  'tier',
  'author-class',
  'ai',
  'base-branch',
  'label',
  'rule',
] as const;
export type CompareDimension = (typeof compareDimensions)[number];

/** One pull request may stand under several values. */
export const overlappingDimensions: ReadonlySet<CompareDimension> = new Set(['team', 'label']);

/** Shown of those that there are. */
export const mostCompared = 8;
