import type { TokenGrant } from '../access-tokens.ts';
import type { QueryCost } from '../rate-cost.ts';
import type { RateState } from '../rate-limits.ts';
import type { RepositoryIndex } from '../repository-index.ts';
import type { WorldIndex } from '../world-index.ts';
import type { NodeLookup } from './node-lookup.ts';

/** What one query runs with. */
export type GraphContext = {
  index: WorldIndex;
  lookup: NodeLookup;
  grant: TokenGrant;
  cost: QueryCost;
  rate: RateState;
  /** Items given so far: what makes a page heavy. */
  weight: { nodes: number };
};

export type Args = Record<string, unknown>;

/** How one field is answered. `undefined` is never an answer; null is. */
export type FieldResolver<Source> = (source: Source, args: Args, context: GraphContext) => unknown;

export type FieldTable<Source> = { readonly [field: string]: FieldResolver<Source> };

/** Things of a repository carry their repository with them. */
export type Within = { repo: RepositoryIndex };
