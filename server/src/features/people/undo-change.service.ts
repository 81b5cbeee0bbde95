import type {
  Carried,
  PersonChange,
  PersonMove,
  UndoAnswer,
} from '@bellwether/shared/people/people.schema';
import type { AppContext } from '../../app-context.ts';
import { findBarePeople } from './carried.store.ts';
import { bringBack, carryAlong, describeUnheard } from './carry-along.service.ts';
import { carryOut } from './carry-out.service.ts';
import { describeChange } from './describe-change.rules.ts';
import {
  loadOwnersOfEmails,
  lockAccountsById,
  lockChange,
  lockPeople,
  markUndone,
  renamePerson,
} from './person-changes.store.ts';
import { changedMeanwhile, planUndo } from './person-moves.rules.ts';

type Context = Pick<AppContext, 'db' | 'clock'>;
type Transaction = Parameters<Parameters<AppContext['db']['transaction']>[0]>[0];

/**
 * Takes a change back, while nothing it moved was moved on.
 * @throws AppError `conflict` when something was, or the change was taken back already
 */
export async function undoChange(
  app: Context,
  changeId: string,
): Promise<UndoAnswer & { words: string }> {
  return await app.db.transaction(async (tx) => {
    const stored = await lockChange(tx, changeId);
    if (stored === null || stored.undoneAt !== null) {
      throw changedMeanwhile();
    }
    const remarks = await takeBack(tx, stored.change, app.clock());
    await markUndone(tx, changeId, app.clock());
    return { done: true as const, remarks, words: describeChange(stored.change) };
  });
}

/** What stays where it is, in sentences. */
async function takeBack(tx: Transaction, change: PersonChange, now: Date): Promise<string[]> {
  switch (change.kind) {
    case 'dismiss':
      return [];
    case 'rename':
      return await takeNameBack(tx, change);
    case 'merge':
      return await takeMergeBack(tx, change.moves, change.carried, now);
    case 'split':
      return await takeSplitBack(tx, change.moves, now);
  }
}

async function takeNameBack(
  tx: Transaction,
  change: { personId: string; before: string; after: string },
): Promise<string[]> {
  const [person] = await lockPeople(tx, [change.personId]);
  if (person?.displayName !== change.after) {
    throw changedMeanwhile();
  }
  await renamePerson(tx, { id: person.id, displayName: change.before });
  return [];
}

async function takeMergeBack(
  tx: Transaction,
  moves: readonly PersonMove[],
  carried: Carried | null,
  now: Date,
): Promise<string[]> {
  const plan = await planBack(tx, moves, carried === null ? [] : [carried.intoPersonId]);
  if (carried === null) {
    return await carryOut(tx, plan);
  }
  const known = new Set(plan.adds.map(({ id }) => id));
  const adds = [...plan.adds, ...carried.people.filter(({ id }) => !known.has(id))];
  return await carryOut(tx, { ...plan, adds }, () => bringBack(tx, carried, now));
}

async function takeSplitBack(
  tx: Transaction,
  moves: readonly PersonMove[],
  now: Date,
): Promise<string[]> {
  const plan = await planBack(tx, moves, []);
  const [first] = moves;
  const { toPersonId: splitId = null, fromPersonId: personId = null } = first ?? {};
  return await carryOut(tx, plan, async () => {
    // What hangs on somebody who was split off goes back with their accounts, when they have nothing else.
    const bare = splitId === null ? [] : await findBarePeople(tx, [splitId]);
    return personId === null || bare.length === 0
      ? []
      : describeUnheard(await carryAlong(tx, bare, personId, now));
  });
}

async function planBack(tx: Transaction, moves: readonly PersonMove[], more: readonly string[]) {
  const people = moves.flatMap(({ toPersonId, fromPersonId }) => [toPersonId, fromPersonId]);
  await lockPeople(tx, [...more, ...people.flatMap((id) => id ?? [])]);
  const idsOf = (kind: string) => moves.filter((move) => move.kind === kind).map(({ id }) => id);
  const accounts = await lockAccountsById(tx, idsOf('account'));
  const emails = await loadOwnersOfEmails(tx, idsOf('email'));
  return planUndo(moves, accounts, emails);
}
