import { scopeOf } from '@bellwether/shared/access/access.rules';
import type { RowScope } from '@bellwether/shared/access/row-scope';
import type { Caller } from './caller.types.ts';

/** What an answer may hold: rows that count in totals, and rows that may be told one by one. */
export type Sight = {
  scope: RowScope;
  /** Null: nobody's numbers may be told apart. */
  oneByOne: RowScope | null;
};

/** Whether nobody is hidden from the caller: names may then stand in the answer, whosever they are. */
export function seesEverybody({ oneByOne }: Sight): boolean {
  return oneByOne?.teamIds === 'all';
}

/** The sight of a caller whom `scope` was granted; a token that may not read pull requests tells none of them apart either. */
export function sightOf({ caller, scope }: { caller: Caller | null; scope: RowScope }): Sight {
  return { scope, oneByOne: scopeOf(caller, 'pull-requests.read') };
}
