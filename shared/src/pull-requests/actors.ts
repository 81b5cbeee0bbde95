import { type AuthorClass, classifyAccount, displayLogin } from './author-class.rules.ts';
import type { FactRules } from './fact-rules.ts';
import type { PullRequestHistory } from './pull-request-history.ts';

/** Who somebody is, seen from one pull request. */
export type Actors = {
  classOf(accountId: string | null): AuthorClass;
  /** A human who is not the author (C5). */
  isSomeoneElse(accountId: string | null): accountId is string;
  /** The login without `[bot]`; null for a ghost. */
  loginOf(accountId: string | null): string | null;
};

export function readActors(history: PullRequestHistory, rules: FactRules): Actors {
  const classes = new Map<string | null, AuthorClass>();
  const { authorId } = history.pullRequest;

  function accountOf(accountId: string | null) {
    return accountId === null ? undefined : history.accounts.get(accountId);
  }

  function classOf(accountId: string | null): AuthorClass {
    const known = classes.get(accountId);
    if (known !== undefined) {
      return known;
    }
    const authorClass = classifyAccount(accountOf(accountId), rules.authorClasses);
    classes.set(accountId, authorClass);
    return authorClass;
  }

  function isSomeoneElse(accountId: string | null): accountId is string {
    return accountId !== null && accountId !== authorId && classOf(accountId) === 'human';
  }

  function loginOf(accountId: string | null): string | null {
    const account = accountOf(accountId);
    return account === undefined || classOf(accountId) === 'ghost'
      ? null
      : displayLogin(account.login);
  }

  return { classOf, isSomeoneElse, loginOf };
}
