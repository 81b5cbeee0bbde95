import { randomUUID } from 'node:crypto';
import { AppError } from '@bellwether/shared/errors/app-error';
import type {
  DismissInput,
  MergeInput,
  MergeSuggestionView,
  PeopleOverview,
  PersonChangeView,
  SplitInput,
} from '@bellwether/shared/people/people.schema';
import { suggestMerges } from '@bellwether/shared/people/suggest-merges.rules';
import { classifyAccount } from '@bellwether/shared/pull-requests/author-class.rules';
import type { AppContext } from '../../app-context.ts';
import { loadPeopleWithProfiles } from './carried.store.ts';
import { carryAlong, describeUnheard } from './carry-along.service.ts';
import { carryOut } from './carry-out.service.ts';
import { describeChange } from './describe-change.rules.ts';
import { knownEmails, listPeople, type PeopleRows, programAddresses } from './list-people.rules.ts';
import {
  addMissingPeople,
  countCommits,
  loadAccounts,
  loadActivity,
  loadAuthorClassRules,
  loadEmailUses,
  loadMemberships,
  loadPeople,
  loadPersonEmails,
} from './people.store.ts';
import {
  addChange,
  findUsedEmails,
  loadChanges,
  loadDismissedPairs,
  loadEmailsOf,
  loadOwnersOfEmails,
  lockAccountsOf,
  lockPeople,
  renamePerson,
} from './person-changes.store.ts';
import { changedMeanwhile, planMerge, planSplit } from './person-moves.rules.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;
/** The name of who changes something, for the list of changes. Null: nobody is known. */
type By = string | null;
type Transaction = Parameters<Parameters<AppContext['db']['transaction']>[0]>[0];

const MOST_CHANGES = 100;

/** Everybody, by name, with their accounts and addresses, and the addresses that belong to nobody (B1). */
export async function readPeople(app: Context): Promise<PeopleOverview> {
  return listPeople(await loadRows(app));
}

/** Accounts and addresses that are probably one person, the surest first; nothing is done by it. */
export async function readSuggestions(app: Context): Promise<MergeSuggestionView[]> {
  const rows = await loadRows(app);
  const dismissed = await loadDismissedPairs(app.db.pool);
  const accounts = rows.accounts.map((account) => ({
    ...account,
    isHuman: account.authorClass === 'human',
  }));
  const names = new Map(rows.people.map(({ id, displayName }) => [id, displayName]));
  const commitsOf = (email: string) =>
    rows.uses.reduce((sum, use) => sum + (use.email === email ? use.commits : 0), 0);
  return suggestMerges(accounts, knownEmails(rows), dismissed).map((suggestion) => ({
    people: suggestion.personIds.map((id) => ({
      id,
      displayName: names.get(id) ?? '',
      logins: accounts.filter((one) => one.personId === id).map(({ login }) => login),
    })),
    emails: suggestion.emails.map((email) => ({ email, commits: commitsOf(email) })),
    evidence: suggestion.evidence,
    confidence: suggestion.confidence,
    pairs: suggestion.pairs,
  }));
}

/**
 * Makes several people and addresses one person. Facts stay with their accounts.
 * @throws AppError `conflict` when one of them was merged or given away meanwhile
 * @throws AppError `invalid_input` for bots and addresses of programs
 */
export async function mergePeople(
  app: Context,
  input: MergeInput,
  by: By,
): Promise<{ personId: string; remarks: string[] }> {
  const otherIds = [...new Set(input.personIds)].filter((id) => id !== input.intoPersonId);
  const wanted = [...new Set(input.emails)];
  if (otherIds.length + wanted.length === 0) {
    throw new AppError('invalid_input', 'There is nothing to merge.', {
      field: 'personIds',
      remedy: 'Choose a second person or an address.',
    });
  }
  return await app.db.transaction(async (tx) => {
    const people = await lockPeople(tx, [input.intoPersonId, ...otherIds]);
    const into = people.find(({ id }) => id === input.intoPersonId);
    const others = people.filter(({ id }) => id !== input.intoPersonId);
    if (into === undefined || others.length < otherIds.length) {
      throw changedMeanwhile();
    }
    const accounts = await lockAccountsOf(tx, [into.id, ...otherIds]);
    await refuseBots(tx, accounts);
    const emails = [
      ...(await loadEmailsOf(tx, otherIds)),
      ...(await takeLooseEmails(tx, wanted)).map((email) => ({ email, personId: null })),
    ];
    const going = accounts.filter(({ personId }) => personId !== into.id);
    const plan = planMerge(into, others, going, emails);
    const carried = await carryAlong(tx, others, into.id, app.clock());
    await carryOut(tx, plan);
    const change = { kind: 'merge' as const, moves: plan.moves, carried };
    await addChange(tx, change, { at: app.clock(), by });
    return { personId: into.id, remarks: describeUnheard(carried) };
  });
}

/**
 * Makes accounts a person of their own, or an address nobody's again.
 * @throws AppError `conflict` when the person changed meanwhile
 */
export async function splitPerson(
  app: Context,
  input: SplitInput,
  by: By,
): Promise<{ done: true }> {
  await app.db.transaction(async (tx) => {
    const [person] = await lockPeople(tx, [input.personId]);
    if (person === undefined) {
      throw changedMeanwhile();
    }
    const accounts = await lockAccountsOf(tx, [person.id]);
    const emails = await loadEmailsOf(tx, [person.id]);
    const plan = planSplit(person, accounts, emails, input, randomUUID());
    await carryOut(tx, plan);
    await addChange(tx, { kind: 'split', moves: plan.moves }, { at: app.clock(), by });
  });
  return { done: true };
}

export async function renamePersonTo(
  app: Context,
  input: { personId: string; displayName: string },
  by: By,
): Promise<{ done: true }> {
  await app.db.transaction(async (tx) => {
    const [person] = await lockPeople(tx, [input.personId]);
    if (person === undefined) {
      throw changedMeanwhile();
    }
    if (person.displayName !== input.displayName) {
      await renamePerson(tx, { id: person.id, displayName: input.displayName });
      const names = { before: person.displayName, after: input.displayName };
      const change = { kind: 'rename' as const, personId: person.id, ...names };
      await addChange(tx, change, { at: app.clock(), by });
    }
  });
  return { done: true };
}

/** Keeps a suggestion from coming back. */
export async function dismissSuggestion(
  app: Context,
  input: DismissInput,
  by: By,
): Promise<{ done: true }> {
  await addChange(app.db.pool, { kind: 'dismiss', ...input }, { at: app.clock(), by });
  return { done: true };
}

/** The last changes, newest first. */
export async function readChanges(app: Context): Promise<PersonChangeView[]> {
  const changes = await loadChanges(app.db.pool, MOST_CHANGES);
  return changes.map(({ id, change, changedAt, changedBy, undoneAt }) => ({
    id,
    words: describeChange(change),
    changedAt: changedAt.toISOString(),
    changedBy,
    undoneAt: undoneAt?.toISOString() ?? null,
  }));
}

async function refuseBots(
  tx: Transaction,
  accounts: readonly { login: string; type: string }[],
): Promise<void> {
  const rules = await loadAuthorClassRules(tx);
  const bot = accounts.find((account) => classifyAccount(account, rules) !== 'human');
  if (bot !== undefined) {
    throw new AppError(
      'invalid_input',
      `${bot.login} is no human, so it cannot be part of a person.`,
      {
        field: 'personIds',
        remedy: 'If that is wrong, change its class on the page of definitions first.',
      },
    );
  }
}

/** The addresses, when each of them is one of commits and nobody's. */
async function takeLooseEmails(tx: Transaction, emails: readonly string[]): Promise<string[]> {
  if (emails.length === 0) {
    return [];
  }
  const rules = await loadAuthorClassRules(tx);
  const accounts = (await loadAccounts(tx)).map((account) => ({
    ...account,
    authorClass: classifyAccount(account, rules),
  }));
  const machine = emails.find(programAddresses(accounts));
  if (machine !== undefined) {
    throw new AppError(
      'invalid_input',
      `${machine} is the address of a program, not of a person.`,
      {
        field: 'emails',
        remedy: 'Leave it where it is: its commits are counted as nobody’s.',
      },
    );
  }
  const used = new Set(await findUsedEmails(tx, emails));
  const unknown = emails.find((email) => !used.has(email));
  if (unknown !== undefined) {
    throw new AppError('invalid_input', `No commit that was read carries ${unknown}.`, {
      field: 'emails',
      remedy: 'Choose one of the addresses in the list.',
    });
  }
  if ((await loadOwnersOfEmails(tx, emails)).length > 0) {
    throw changedMeanwhile();
  }
  return [...emails];
}

async function loadRows(app: Context): Promise<PeopleRows> {
  const { pool } = app.db;
  const rules = await loadAuthorClassRules(pool);
  const classify = async () =>
    (await loadAccounts(pool)).map((account) => ({
      ...account,
      authorClass: classifyAccount(account, rules),
    }));
  let accounts = await classify();
  const missing = accounts.filter(
    ({ personId, authorClass }) => personId === null && authorClass === 'human',
  );
  if (missing.length > 0) {
    await addMissingPeople(
      pool,
      missing.map(({ id }) => id),
    );
    accounts = await classify();
  }
  return {
    accounts,
    people: await loadPeople(pool),
    activity: await loadActivity(pool),
    uses: await loadEmailUses(pool),
    givenEmails: await loadPersonEmails(pool),
    memberships: await loadMemberships(pool),
    commits: await countCommits(pool),
    keptIds: await loadPeopleWithProfiles(pool),
  };
}
