import type {
  ChangedAccount,
  Preview,
} from '@bellwether/shared/definitions/definitions-answers.schema';
import {
  type AuthorClassRules,
  classifyAccount,
  displayLogin,
} from '@bellwether/shared/pull-requests/author-class.rules';

type Account = Omit<ChangedAccount, 'from' | 'to'> & { type: string };

/** Accounts that would be of another class, in the order given. */
export function findChangedAccounts(
  accounts: readonly Account[],
  now: AuthorClassRules,
  then: AuthorClassRules,
): ChangedAccount[] {
  return accounts.flatMap(({ type, ...account }) => {
    const from = classifyAccount({ ...account, type }, now);
    const to = classifyAccount({ ...account, type }, then);
    return from === to ? [] : [{ ...account, login: displayLogin(account.login), from, to }];
  });
}

/** What the changed accounts take out of the numbers of people, and what they bring into them. */
export function sumMoves(changed: readonly ChangedAccount[]): Pick<Preview, 'leaving' | 'joining'> {
  const sum = (accounts: readonly ChangedAccount[]) => ({
    pullRequests: accounts.reduce((total, account) => total + account.pullRequests, 0),
    reviews: accounts.reduce((total, account) => total + account.reviews, 0),
  });
  return {
    leaving: sum(changed.filter(({ from }) => from === 'human')),
    joining: sum(changed.filter(({ to }) => to === 'human')),
  };
}
