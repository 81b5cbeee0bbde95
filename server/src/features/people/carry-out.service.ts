import type { AppContext } from '../../app-context.ts';
import { touchUsersOf } from './carried.store.ts';
import {
  addPerson,
  announceNewData,
  moveAccount,
  moveEmail,
  removeEmptyPeople,
} from './person-changes.store.ts';
import type { MovePlan } from './person-moves.rules.ts';

type Transaction = Parameters<Parameters<AppContext['db']['transaction']>[0]>[0];

/** Moves accounts and addresses, then what goes `along`; gives what that says. */
export async function carryOut(
  tx: Transaction,
  { moves, adds, leaves }: MovePlan,
  along: () => Promise<string[]> = async () => [],
): Promise<string[]> {
  for (const person of adds) {
    await addPerson(tx, person);
  }
  for (const { kind, id, toPersonId } of moves) {
    await (kind === 'account' ? moveAccount(tx, id, toPersonId) : moveEmail(tx, id, toPersonId));
  }
  const remarks = await along();
  await removeEmptyPeople(tx, leaves);
  const concerned = moves.flatMap(({ fromPersonId, toPersonId }) => [fromPersonId, toPersonId]);
  await touchUsersOf(tx, [
    ...adds.map(({ id }) => id),
    ...leaves,
    ...concerned.flatMap((id) => id ?? []),
  ]);
  await announceNewData(tx);
  return remarks;
}
