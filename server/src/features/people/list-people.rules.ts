import {
  isMachineAddress,
  localPartOf,
  loginOfNoreply,
} from '@bellwether/shared/people/identity-signs';
import type { PeopleOverview, PersonSummary } from '@bellwether/shared/people/people.schema';
import type { KnownEmail } from '@bellwether/shared/people/suggest-merges.rules';
import type { AuthorClass } from '@bellwether/shared/pull-requests/author-class.rules';

type Account = {
  id: string;
  login: string;
  name: string | null;
  avatarUrl: string | null;
  personId: string | null;
  authorClass: AuthorClass;
};
type Activity = {
  accountId: string;
  pullRequests: number;
  reviews: number;
  firstAt: Date;
  lastAt: Date;
};
type EmailUse = { email: string; accountId: string | null; commits: number; lastAt: Date };

export type PeopleRows = {
  people: readonly { id: string; displayName: string }[];
  accounts: readonly Account[];
  activity: readonly Activity[];
  uses: readonly EmailUse[];
  /** What somebody said here. */
  givenEmails: readonly { email: string; personId: string }[];
  memberships: readonly { accountId: string; teamId: string; teamName: string }[];
  commits: number;
  /** People who are somebody without an account or an address too. */
  keptIds: ReadonlySet<string>;
};

/** The list of people, by name and in no other order, and what belongs to nobody (B1). */
export function listPeople(rows: PeopleRows): PeopleOverview {
  const index = indexRows(rows);
  const given = new Map(rows.givenEmails.map(({ email, personId }) => [email, personId]));
  const people = rows.people
    .map((person) => summarize(person, index))
    .filter(
      ({ id, accounts, emails }) => accounts.length + emails.length > 0 || rows.keptIds.has(id),
    )
    .sort((a, b) => compareNames(a.displayName, b.displayName) || (a.id < b.id ? -1 : 1));
  const isProgram = programAddresses(rows.accounts);
  const unmapped = rows.uses
    .filter(({ email, accountId }) => accountId === null && !given.has(email))
    .map(({ email, commits, lastAt }) => ({
      ...{ email, commits },
      lastSeenAt: lastAt.toISOString(),
      isMachine: isProgram(email),
    }))
    .sort((a, b) => Number(a.isMachine) - Number(b.isMachine));
  return {
    people,
    unmapped,
    commits: rows.commits,
    unmappedCommits: unmapped.reduce((sum, { commits }) => sum + commits, 0),
    otherAccounts: rows.accounts
      .filter(({ authorClass }) => authorClass !== 'human')
      .map(({ login, authorClass }) => ({ login, authorClass })),
  };
}

/** Tells addresses of programs: by how they are written, or because they carry the login of a bot that is known. */
export function programAddresses(
  accounts: readonly Pick<Account, 'login' | 'authorClass'>[],
): (email: string) => boolean {
  const bots = new Set(
    accounts
      .filter(({ authorClass }) => authorClass !== 'human')
      .map(({ login }) => login.toLowerCase()),
  );
  return (email) =>
    isMachineAddress(email) || bots.has(loginOfNoreply(email) ?? localPartOf(email));
}

/** Names as people sort them. */
export function compareNames(a: string, b: string): number {
  return a.localeCompare(b, 'en', { sensitivity: 'base', numeric: true });
}

/** The rows by whom they belong to, so that thousands of people take no time. */
type PeopleIndex = {
  accountsOf: ReadonlyMap<string | null, Account[]>;
  activityOf: ReadonlyMap<string, Activity[]>;
  usesOf: ReadonlyMap<string | null, EmailUse[]>;
  looseUseOf: ReadonlyMap<string, EmailUse[]>;
  givenOf: ReadonlyMap<string, { email: string }[]>;
  teamsOf: ReadonlyMap<string, { teamId: string; teamName: string }[]>;
};

function indexRows(rows: PeopleRows): PeopleIndex {
  const humans = rows.accounts.filter(({ authorClass }) => authorClass === 'human');
  return {
    accountsOf: groupBy(humans, ({ personId }) => personId),
    activityOf: groupBy(rows.activity, ({ accountId }) => accountId),
    usesOf: groupBy(rows.uses, ({ accountId }) => accountId),
    looseUseOf: groupBy(
      rows.uses.filter(({ accountId }) => accountId === null),
      ({ email }) => email,
    ),
    givenOf: groupBy(rows.givenEmails, ({ personId }) => personId),
    teamsOf: groupBy(rows.memberships, ({ accountId }) => accountId),
  };
}

function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) {
      groups.set(keyOf(item), [item]);
    } else {
      group.push(item);
    }
  }
  return groups;
}

function summarize(
  { id, displayName }: { id: string; displayName: string },
  index: PeopleIndex,
): PersonSummary {
  const accounts = index.accountsOf.get(id) ?? [];
  const activity = accounts.flatMap((account) => index.activityOf.get(account.id) ?? []);
  const teams = new Map(
    accounts
      .flatMap((account) => index.teamsOf.get(account.id) ?? [])
      .map(({ teamId, teamName }) => [teamId, teamName]),
  );
  const times = (pick: (one: Activity) => Date) => activity.map((one) => pick(one).getTime());
  return {
    ...{ id, displayName },
    accounts: accounts.map(({ id: accountId, login, name, avatarUrl }) => ({
      ...{ id: accountId, login, name, avatarUrl },
    })),
    emails: emailsOf(id, accounts, index),
    teams: [...teams].map(([teamId, name]) => ({ id: teamId, name })),
    firstSeenAt: instantOrNull(Math.min(...times(({ firstAt }) => firstAt))),
    lastSeenAt: instantOrNull(Math.max(...times(({ lastAt }) => lastAt))),
    pullRequests: activity.reduce((sum, one) => sum + one.pullRequests, 0),
    reviews: activity.reduce((sum, one) => sum + one.reviews, 0),
  };
}

function emailsOf(
  personId: string,
  accounts: readonly Account[],
  index: PeopleIndex,
): PersonSummary['emails'] {
  const emails = new Map<string, PersonSummary['emails'][number]>();
  const add = (email: string, commits: number, origin: 'github' | 'person') => {
    const known = emails.get(email);
    emails.set(email, {
      email,
      commits: (known?.commits ?? 0) + commits,
      origin: known?.origin ?? origin,
    });
  };
  for (const { email } of index.givenOf.get(personId) ?? []) {
    add(email, 0, 'person');
    for (const { commits } of index.looseUseOf.get(email) ?? []) {
      add(email, commits, 'person');
    }
  }
  for (const account of accounts) {
    for (const { email, commits } of index.usesOf.get(account.id) ?? []) {
      add(email, commits, 'github');
    }
  }
  return [...emails.values()].sort((a, b) => (a.email < b.email ? -1 : 1));
}

function instantOrNull(ms: number): string | null {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}

/** Addresses as the suggestions see them: one that GitHub gives an account for every commit has its person already. */
export function knownEmails(
  rows: Pick<PeopleRows, 'uses' | 'givenEmails' | 'accounts'>,
): KnownEmail[] {
  const isProgram = programAddresses(rows.accounts);
  const given = new Map(rows.givenEmails.map(({ email, personId }) => [email, personId]));
  const personOf = new Map(rows.accounts.map(({ id, personId }) => [id, personId]));
  const uses = new Map<string, EmailUse[]>();
  for (const use of rows.uses) {
    uses.set(use.email, [...(uses.get(use.email) ?? []), use]);
  }
  for (const { email } of rows.givenEmails) {
    uses.set(email, uses.get(email) ?? []);
  }
  const personal = [...uses].filter(([email]) => !isProgram(email));
  return personal.map(([email, ofEmail]) => {
    const accountIds = ofEmail.flatMap(({ accountId }) => accountId ?? []);
    const isLoose = ofEmail.some(({ accountId }) => accountId === null);
    const [first] = accountIds;
    const byGithub = isLoose || first === undefined ? null : (personOf.get(first) ?? null);
    return { email, accountIds, personId: given.get(email) ?? byGithub };
  });
}
