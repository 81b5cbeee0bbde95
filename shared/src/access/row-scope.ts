/**
 * Which rows an answer may be made of: those of the teams, and those of one's own accounts. Every read of pull requests,
 * people or repositories takes one.
 */
export type RowScope = {
  /** Teams whose rows count, those below them included; `all`: no limit. */
  teamIds: 'all' | readonly string[];
  /** GitHub accounts of the caller, whose rows count in any case; empty: none. */
  accountIds: readonly string[];
};

/** No limit: for work of the server itself, and for those who may see everything. */
export const EVERYTHING: RowScope = { teamIds: 'all', accountIds: [] };
