/**
 * One request for a review and what came of it (B5). A request again after an answer is a turn of its own. A team's turn is
 * settled by the first of its members; the others are not charged.
 */
export type ReviewTurn = {
  reviewerKind: 'account' | 'team';
  /** Node id of the account or team. Null: it is no longer known. */
  reviewerId: string | null;
  /** Login, or `org/slug`. */
  reviewerName: string;
  requestedAt: Date;
  /** When it was answered, taken back or ended with the pull request; null: it waits. */
  endedAt: Date | null;
  /** answered: by a review act; removed: the request was taken back; closed: the pull request ended first; open: it waits. */
  outcome: 'answered' | 'removed' | 'closed' | 'open';
  /** The account whose review settled it. Null: nobody's did. */
  answeredById: string | null;
};
