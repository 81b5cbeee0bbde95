import { dateOf, dateOrNull, type Instant, instantOf, isUpTo } from '../time/instant.ts';
import type { Actors } from './actors.ts';
import { displayLogin } from './author-class.rules.ts';
import type { PullRequestHistory } from './pull-request-history.ts';
import type { ReviewAct } from './review-acts.ts';
import type { ReviewTurn } from './review-turn.ts';

type OpenTurn = Omit<ReviewTurn, 'endedAt' | 'outcome' | 'answeredById'> & {
  /** The accounts whose review settles it. */
  settledBy: ReadonlySet<string>;
};

type Happening =
  | { at: Instant; kind: 'requested' | 'removed'; subject: string }
  | { at: Instant; kind: 'review'; authorId: string };

/** Within one second GitHub takes a request back before it asks again, and a review answers what was asked. */
const order = { removed: 0, requested: 1, review: 2 } as const;

/**
 * Who was asked for a review and what came of it, in the order of asking (B5). A request answered and made again is two turns;
 * one that is repeated while it waits is the same turn. It is answered by the reviewer's next review act, a team's by the first
 * of its members but the author. What waits at the end has ended with the pull request; being closed for a while ends nothing. Whom
 * GitHub no longer names is nobody; a team whose members are not known is never settled, for nobody can say whose review did.
 */
export function readReviewTurns(
  history: PullRequestHistory,
  acts: readonly ReviewAct[],
  actors: Actors,
  endAt: Instant | null,
): ReviewTurn[] {
  const happenings = readHappenings(history, acts, endAt);
  if (happenings.length === 0) {
    return [];
  }
  const turns = new Turns(makeReviewers(history, actors));
  for (const happening of happenings) {
    turns.take(happening);
  }
  return turns.finish(endAt);
}

class Turns {
  readonly #reviewerOf: (subject: string) => Reviewer;
  readonly #open = new Map<string, OpenTurn>();
  readonly #ended: ReviewTurn[] = [];

  constructor(reviewerOf: (subject: string) => Reviewer) {
    this.#reviewerOf = reviewerOf;
  }

  take(happening: Happening): void {
    switch (happening.kind) {
      case 'review':
        this.#answer(happening.authorId, happening.at);
        break;
      case 'removed':
        this.#end(keyOf(happening.subject), happening.at, 'removed', null);
        break;
      case 'requested':
        this.#begin(happening.subject, happening.at);
    }
  }

  finish(endAt: Instant | null): ReviewTurn[] {
    for (const key of [...this.#open.keys()]) {
      this.#end(key, endAt, endAt === null ? 'open' : 'closed', null);
    }
    return this.#ended.sort(compareTurns);
  }

  #begin(subject: string, at: Instant): void {
    if (!this.#open.has(keyOf(subject))) {
      const turn = { ...this.#reviewerOf(subject), requestedAt: dateOf(at) };
      this.#open.set(keyOf(subject), turn);
    }
  }

  #answer(authorId: string, at: Instant): void {
    for (const [key, turn] of this.#open) {
      if (turn.settledBy.has(authorId)) {
        this.#end(key, at, 'answered', authorId);
      }
    }
  }

  #end(
    key: string,
    at: Instant | null,
    outcome: ReviewTurn['outcome'],
    answeredById: string | null,
  ): void {
    const turn = this.#open.get(key);
    if (turn !== undefined) {
      const { settledBy: _, ...asked } = turn;
      this.#open.delete(key);
      this.#ended.push({ ...asked, endedAt: dateOrNull(at), outcome, answeredById });
    }
  }
}

const askingKinds: ReadonlyMap<string, 'requested' | 'removed'> = new Map([
  ['review_requested', 'requested'],
  ['review_request_removed', 'removed'],
]);

/** In order of time; none when nobody was ever asked. */
function readHappenings(
  history: PullRequestHistory,
  acts: readonly ReviewAct[],
  endAt: Instant | null,
): Happening[] {
  const asked = history.timelineEvents.flatMap(({ kind, subject, occurredAt }): Happening[] => {
    const asking = askingKinds.get(kind);
    return asking === undefined || subject === null
      ? []
      : [{ at: instantOf(occurredAt), kind: asking, subject }];
  });
  const { authorId: author } = history.pullRequest;
  const reviews = acts.flatMap(({ authorId, at }): Happening[] =>
    authorId === null || authorId === author ? [] : [{ at, kind: 'review', authorId }],
  );
  return asked.length === 0
    ? []
    : [...asked, ...reviews]
        .filter(({ at }) => isUpTo(endAt, at))
        .sort((a, b) => a.at - b.at || order[a.kind] - order[b.kind]);
}

/** Logins hold no slash; a team is `org/slug`. Neither is spelled alike everywhere. */
function keyOf(subject: string): string {
  return displayLogin(subject).toLowerCase();
}

const knownIds = new WeakMap<object, ReadonlyMap<string, string>>();

/** Remembered by the accounts themselves: the pull requests of a batch share them. */
function idsByLogin(accounts: PullRequestHistory['accounts']): ReadonlyMap<string, string> {
  const known = knownIds.get(accounts);
  if (known !== undefined) {
    return known;
  }
  const made = new Map([...accounts.values()].map(({ id, login }) => [keyOf(login), id]));
  knownIds.set(accounts, made);
  return made;
}

type Reviewer = Omit<OpenTurn, 'requestedAt'>;

function makeReviewers({ accounts, teams }: PullRequestHistory, actors: Actors) {
  const idOf = idsByLogin(accounts);
  return (subject: string): Reviewer => {
    if (subject.includes('/')) {
      const team = teams.get(keyOf(subject));
      return {
        reviewerKind: 'team',
        reviewerId: team?.id ?? null,
        reviewerName: subject,
        settledBy: new Set(team?.memberIds.filter((id) => actors.classOf(id) === 'human')),
      };
    }
    const id = idOf.get(keyOf(subject)) ?? null;
    return {
      reviewerKind: 'account',
      reviewerId: id,
      reviewerName: displayLogin(subject),
      settledBy: new Set(id === null ? [] : [id]),
    };
  };
}

function compareTurns(a: ReviewTurn, b: ReviewTurn): number {
  return (
    a.requestedAt.getTime() - b.requestedAt.getTime() ||
    compareCodes(keyOf(a.reviewerName), keyOf(b.reviewerName))
  );
}

function compareCodes(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
