import type { PersonRef, SightWord } from '@bellwether/shared/review-load/review-load.schema';
import { type Sight, seesEverybody } from '../../access/sight.ts';
import { loadVisibleAccounts } from '../../access/visible-rows.ts';
import type { Queryable } from '../../db/queryable.types.ts';
import { type KnownPerson, loadKeys, loadPeople } from './people-keys.store.ts';

/** The people behind some numbers, as the caller may know them. */
export type Crowd = {
  sight: SightWord;
  /** Whose numbers may be told by name. */
  isSeen(key: string): boolean;
  /** Null: not one of GitHub's people, or it is not known which. */
  ownKey: string | null;
  person(key: string): KnownPerson | undefined;
  /** The keys behind some of their accounts. */
  keysOf(accountIds: Iterable<string>): Map<string, string>;
  /** By name; somebody hidden has neither name nor login, and the key given. */
  refer(key: string, hiddenKey: string): PersonRef;
  /** Of these, those who may not be told apart. */
  hiddenOf(keys: Iterable<string>): Set<string>;
};

/** Everybody of these keys, and the caller. */
export async function loadCrowd(
  db: Queryable,
  sight: Sight,
  keys: readonly string[],
): Promise<Crowd> {
  const people = await loadPeople(db, [...new Set(keys)]);
  const ownIds = sight.oneByOne?.accountIds ?? [];
  const ownKeys = ownIds.length === 0 ? null : await loadKeys(db, ownIds);
  const ownKey = [...(ownKeys?.values() ?? [])][0] ?? null;
  const isSeen = await findSeen(db, sight, people, ownKey);
  return {
    sight: wordOf(sight),
    ownKey,
    isSeen,
    person: (key) => people.get(key),
    keysOf: (accountIds) => findKeys(people, accountIds),
    refer: (key, hiddenKey) => {
      const person = people.get(key);
      const isYou = key === ownKey;
      return isSeen(key) && person !== undefined
        ? { key, name: person.name, login: person.login, isYou }
        : { key: hiddenKey, name: null, login: null, isYou };
    },
    hiddenOf: (some) =>
      seesEverybody(sight) ? new Set() : new Set([...some].filter((key) => !isSeen(key))),
  };
}

function findKeys(
  people: ReadonlyMap<string, KnownPerson>,
  accountIds: Iterable<string>,
): Map<string, string> {
  const keyOf = new Map<string, string>();
  for (const { key, accountIds: own } of people.values()) {
    for (const id of own) {
      keyOf.set(id, key);
    }
  }
  const keys = new Map<string, string>();
  for (const id of accountIds) {
    const key = keyOf.get(id);
    if (key !== undefined) {
      keys.set(id, key);
    }
  }
  return keys;
}

function wordOf({ oneByOne }: Sight): SightWord {
  if (oneByOne === null) {
    return 'totals';
  }
  return oneByOne.teamIds === 'all' || oneByOne.teamIds.length > 0 ? 'names' : 'own';
}

async function findSeen(
  db: Queryable,
  sight: Sight,
  people: ReadonlyMap<string, KnownPerson>,
  ownKey: string | null,
): Promise<(key: string) => boolean> {
  const { oneByOne } = sight;
  if (seesEverybody(sight)) {
    return () => true;
  }
  if (oneByOne === null) {
    return () => false;
  }
  const accounts = await loadVisibleAccounts(db, oneByOne);
  return (key) =>
    key === ownKey ||
    people.get(key)?.accountIds.some((id) => accounts === null || accounts.has(id)) === true;
}
