import type { Sight } from '../../access/sight.ts';
import type { Database } from '../../db/open-database.ts';
import type { PullRequestChoice } from '../../db/pull-request-conditions.ts';

/** What a comparison is made of: whose pull requests, in which repositories, as whom, and by which clock days are cut. */
export type Frame = {
  db: Database;
  choice: PullRequestChoice;
  /** Repositories whose deployments count, of the teams of the choice. Null: all. */
  deploying: readonly string[] | null;
  /** Whose incidents count. */
  failing: IncidentReach;
  sight: Sight;
  zone: string;
};

export type IncidentReach = {
  /** Null: all, and incidents of none. */
  repositories: readonly string[] | null;
  /** Null: whosever they are. */
  isOurs: ((incident: { repositoryId: string | null; service: string | null }) => boolean) | null;
};
