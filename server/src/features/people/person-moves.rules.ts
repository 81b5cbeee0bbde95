import { AppError } from '@bellwether/shared/errors/app-error';
import type { PersonMove } from '@bellwether/shared/people/people.schema';

type Person = { id: string; displayName: string };
type Account = { id: string; login: string; name: string | null; personId: string | null };
type Email = { email: string; personId: string | null };

export type MovePlan = {
  moves: PersonMove[];
  /** People who must be there before anything moves. */
  adds: Person[];
  /** People who may be left with nothing. */
  leaves: string[];
};

/** Everything that the others have, and the loose addresses, go to one person. */
export function planMerge(
  into: Person,
  others: readonly Person[],
  accounts: readonly Account[],
  emails: readonly Email[],
): MovePlan {
  const names = new Map(others.map((person) => [person.id, person.displayName]));
  const move = (kind: PersonMove['kind'], id: string, label: string, from: string | null) => ({
    ...{ kind, id, label },
    fromPersonId: from,
    fromName: from === null ? null : (names.get(from) ?? null),
    toPersonId: into.id,
    toName: into.displayName,
  });
  return {
    moves: [
      ...accounts.map(({ id, login, personId }) => move('account', id, login, personId)),
      ...emails.map(({ email, personId }) => move('email', email, email, personId)),
    ],
    adds: [],
    leaves: others.map(({ id }) => id),
  };
}

/**
 * Accounts become a person of their own, with the addresses; addresses alone become nobody's.
 * @throws AppError `invalid_input` when nothing would be left, or something is not the person's.
 */
export function planSplit(
  person: Person,
  accounts: readonly Account[],
  emails: readonly Email[],
  wanted: { accountIds: readonly string[]; emails: readonly string[] },
  newPersonId: string,
): MovePlan {
  const going = accounts.filter(({ id }) => wanted.accountIds.includes(id));
  const addresses = emails.filter(({ email }) => wanted.emails.includes(email));
  if (going.length < new Set(wanted.accountIds).size) {
    throw changedMeanwhile();
  }
  if (addresses.length < new Set(wanted.emails).size) {
    throw new AppError('invalid_input', 'The address was not given to this person here.', {
      field: 'emails',
      remedy: 'An address that GitHub knows goes with its account: split that.',
    });
  }
  if (
    going.length + addresses.length === 0 ||
    (accounts.length > 0 && going.length === accounts.length)
  ) {
    throw new AppError('invalid_input', 'A split leaves something on either side.', {
      field: 'accountIds',
      remedy: 'Choose some of the accounts, or an address, but not all accounts.',
    });
  }
  const [first] = going;
  const added =
    first === undefined ? null : { id: newPersonId, displayName: first.name ?? first.login };
  const move = (kind: PersonMove['kind'], id: string, label: string) => ({
    ...{ kind, id, label },
    fromPersonId: person.id,
    fromName: person.displayName,
    toPersonId: added?.id ?? null,
    toName: added?.displayName ?? null,
  });
  return {
    moves: [
      ...going.map(({ id, login }) => move('account', id, login)),
      ...addresses.map(({ email }) => move('email', email, email)),
    ],
    adds: added === null ? [] : [added],
    leaves: [person.id],
  };
}

/**
 * The same moves backwards, while everything is still where they put it.
 * @throws AppError `conflict` when something was moved on since.
 */
export function planUndo(
  moves: readonly PersonMove[],
  accounts: readonly Account[],
  emails: readonly { email: string; personId: string }[],
): MovePlan {
  const owners = new Map<string, string | null>([
    ...accounts.map(({ id, personId }) => [`account ${id}`, personId] as const),
    ...emails.map(({ email, personId }) => [`email ${email}`, personId] as const),
  ]);
  const strayed = moves.find(
    ({ kind, id, toPersonId }) => (owners.get(`${kind} ${id}`) ?? null) !== toPersonId,
  );
  if (strayed !== undefined) {
    throw new AppError('conflict', `${strayed.label} was moved again since, or is gone.`, {
      remedy: 'Take the later change back first, or merge and split by hand.',
    });
  }
  const before = new Map<string, string>();
  for (const { fromPersonId, fromName } of moves) {
    if (fromPersonId !== null) {
      before.set(fromPersonId, fromName ?? '');
    }
  }
  return {
    moves: moves.map((move) => ({
      ...move,
      fromPersonId: move.toPersonId,
      fromName: move.toName,
      toPersonId: move.fromPersonId,
      toName: move.fromName,
    })),
    adds: [...before].map(([id, displayName]) => ({ id, displayName })),
    leaves: moves.flatMap(({ toPersonId }) => toPersonId ?? []),
  };
}

export function changedMeanwhile(): AppError {
  return new AppError('conflict', 'Somebody changed these people meanwhile.', {
    remedy: 'Look at the list as it is now, then try again.',
  });
}
