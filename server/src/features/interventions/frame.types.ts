import type { Sight } from '../../access/sight.ts';
import type { Database } from '../../db/open-database.ts';
import type { PullRequestChoice } from '../../db/pull-request-conditions.ts';

/** What a comparison is made of: whose pull requests, in which repositories, as whom, and by which clock days are cut. */
export type Frame = {
  db: Database;
  choice: PullRequestChoice;
  /** Repositories whose deployments count, of the teams of the choice. Null: all. */
  deploying: readonly string[] | null;
  /** Repositories whose incidents count. Null: all, and those of none. */
  failing: readonly string[] | null;
  sight: Sight;
  zone: string;
};
