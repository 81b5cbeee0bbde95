import {
  type AuthorClass,
  type AuthorClassRules,
  classifyAccount,
  displayLogin,
} from './author-class.rules.ts';
import type { FactRules } from './fact-rules.ts';
import type { AccountRow, PullRequestHistory } from './pull-request-history.ts';

/** Who somebody is, seen from one pull request. */
export type Actors = {
  classOf(accountId: string | null): AuthorClass;
  /** A human who is not the author (C5). */
  isSomeoneElse(accountId: string | null): accountId is string;
  /** The login without `[bot]`; null for a ghost. */
  loginOf(accountId: string | null): string | null;
};

const remembered = new WeakMap<AuthorClassRules, WeakMap<AccountRow, AuthorClass>>();

/** Remembered by the rules and the account rows themselves: the pull requests of a batch share them. */
function classesBy(rules: AuthorClassRules): WeakMap<AccountRow, AuthorClass> {
  const classes = remembered.get(rules) ?? new WeakMap<AccountRow, AuthorClass>();
  remembered.set(rules, classes);
  return classes;
}

export function readActors(history: PullRequestHistory, rules: FactRules): Actors {
  const classes = classesBy(rules.authorClasses);
  const { authorId } = history.pullRequest;

  function accountOf(accountId: string | null) {
    return accountId === null ? undefined : history.accounts.get(accountId);
  }

  function classOf(accountId: string | null): AuthorClass {
    const account = accountOf(accountId);
    if (account === undefined) {
      return 'ghost';
    }
    const known = classes.get(account);
    if (known !== undefined) {
      return known;
    }
    const authorClass = classifyAccount(account, rules.authorClasses);
    classes.set(account, authorClass);
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
