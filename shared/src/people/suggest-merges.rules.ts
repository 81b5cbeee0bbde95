import {
  isMachineAddress,
  isTellingLocalPart,
  localPartOf,
  loginOfNoreply,
  loginStem,
  normalizeName,
} from './identity-signs.ts';

/** An account as the suggestions see it. Bots and deleted accounts are not handed in, or say so. */
export type KnownAccount = {
  id: string;
  login: string;
  /** The name on its profile. Null: not known. */
  name: string | null;
  /** Null: no person yet. */
  personId: string | null;
  isHuman: boolean;
};

/** An address that commits carry, in lower case. */
export type KnownEmail = {
  email: string;
  /** Accounts that GitHub names as authors of commits with it. */
  accountIds: readonly string[];
  /** Whose somebody said it is. Null: nobody did. */
  personId: string | null;
};

/** An account or an address: `account:…`, `email:…`. */
export type IdentityKey = string;

export type Confidence = 'strong' | 'fair' | 'weak';

export type MergeSuggestion = {
  /** What is probably one: people, and addresses that belong to nobody yet. */
  personIds: string[];
  emails: string[];
  /** Plain sentences, the strongest first. */
  evidence: string[];
  confidence: Confidence;
  /** Pairs of identities that it rests on; dismissed, they are not held against each other again. */
  pairs: string[];
};

type Reason = { kind: string; words: string; confidence: Confidence };
type Hint = Reason & { a: IdentityKey; b: IdentityKey };

const rank: Record<Confidence, number> = { strong: 0, fair: 1, weak: 2 };
/** Whoever shares an address with more others than one shares it with a team. */
const MOST_SHARING = 2;

/** The name of a pair, the same from both sides. */
export function pairKey(a: IdentityKey, b: IdentityKey): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/**
 * Accounts and commit addresses that are probably one person (B1), each with its evidence, the surest first. Nothing is
 * merged by it. A sign that fits several people is no sign for any of them; bots and machine addresses are never in it.
 */
export function suggestMerges(
  accounts: readonly KnownAccount[],
  emails: readonly KnownEmail[],
  dismissed: ReadonlySet<string>,
): MergeSuggestion[] {
  const humans = accounts.filter((account) => account.isHuman && account.personId !== null);
  const humanIds = new Set(humans.map(({ id }) => id));
  const personal = emails.filter(
    ({ email, accountIds }) =>
      !isMachineAddress(email) &&
      accountIds.length <= MOST_SHARING &&
      accountIds.every((id) => humanIds.has(id)),
  );
  const ownerOf = ownersByIdentity(humans, personal);
  const hints = [
    ...fromNoreply(humans, personal),
    ...fromSharedAddress(humans, personal),
    ...fromLocalParts(humans, personal),
    ...fromNames(humans, personal),
    ...fromLogins(humans),
  ].filter(({ a, b }) => !dismissed.has(pairKey(a, b)));
  return gather(hints, ownerOf);
}

const accountKey = (id: string): IdentityKey => `account:${id}`;
const emailKey = (email: string): IdentityKey => `email:${email}`;

/** The person of an identity, or the address itself while it belongs to nobody. */
function ownersByIdentity(
  humans: readonly KnownAccount[],
  emails: readonly KnownEmail[],
): (key: IdentityKey) => string {
  const owners = new Map<IdentityKey, string>();
  for (const { id, personId } of humans) {
    owners.set(accountKey(id), `person:${personId}`);
  }
  for (const { email, personId } of emails) {
    owners.set(emailKey(email), personId === null ? emailKey(email) : `person:${personId}`);
  }
  return (key) => owners.get(key) ?? key;
}

function fromNoreply(humans: readonly KnownAccount[], emails: readonly KnownEmail[]): Hint[] {
  const byLogin = new Map(humans.map((account) => [account.login.toLowerCase(), account]));
  return emails.flatMap(({ email }) => {
    const login = loginOfNoreply(email);
    const account = login === null ? undefined : byLogin.get(login);
    return account === undefined
      ? []
      : [
          hint(account, email, {
            kind: 'noreply',
            words: `${email} is the address that GitHub gives to ${account.login}.`,
            confidence: 'strong',
          }),
        ];
  });
}

function fromSharedAddress(humans: readonly KnownAccount[], emails: readonly KnownEmail[]): Hint[] {
  const byId = new Map(humans.map((account) => [account.id, account]));
  return emails.flatMap(({ email, accountIds }) => {
    const sharing = accountIds.flatMap((id) => byId.get(id) ?? []);
    const [one, other] = sharing;
    if (one === undefined) {
      return [];
    }
    const logins = sharing.map(({ login }) => login).join(' and ');
    const words = `GitHub names ${logins} as author of other commits with ${email}.`;
    const reason: Reason = { kind: 'shared', words, confidence: 'strong' };
    const pair =
      other === undefined ? [] : [{ ...hint(one, email, reason), b: accountKey(other.id) }];
    return [...sharing.map((account) => hint(account, email, reason)), ...pair];
  });
}

/** The part before the `@`, held against logins and against other addresses. */
function fromLocalParts(humans: readonly KnownAccount[], emails: readonly KnownEmail[]): Hint[] {
  const telling = emails.filter(
    ({ email }) => loginOfNoreply(email) === null && isTellingLocalPart(localPartOf(email)),
  );
  const byLogin = new Map(humans.map((account) => [account.login.toLowerCase(), account]));
  const likeLogin = telling.flatMap(({ email }) => {
    const account = byLogin.get(localPartOf(email));
    const words = `${email} begins like the login ${account?.login}.`;
    return account === undefined
      ? []
      : [hint(account, email, { kind: 'login-address', words, confidence: 'fair' })];
  });
  const sameLocal = pairsOf(telling, ({ email }) => localPartOf(email)).map(([one, other]) => ({
    kind: 'same-address',
    words: `${one.email} and ${other.email} are the same before the @.`,
    confidence: 'fair' as const,
    a: emailKey(one.email),
    b: emailKey(other.email),
  }));
  return [...likeLogin, ...sameLocal];
}

function fromNames(humans: readonly KnownAccount[], emails: readonly KnownEmail[]): Hint[] {
  const named = humans.filter(({ name }) => normalizeName(name).length > 1);
  const sameName = pairsOf(named, ({ name }) => normalizeName(name).join(' ')).map(
    ([one, other]): Hint => ({
      kind: 'name',
      words: `${one.login} and ${other.login} are both called ${one.name}.`,
      confidence: 'fair',
      a: accountKey(one.id),
      b: accountKey(other.id),
    }),
  );
  const byWritten = new Map<string, KnownAccount | null>();
  for (const account of named) {
    const [first = '', ...rest] = normalizeName(account.name);
    const last = rest.at(-1) ?? '';
    for (const written of new Set([first + last, last + first])) {
      byWritten.set(written, byWritten.has(written) ? null : account);
    }
  }
  const inAddress = emails.flatMap(({ email }) => {
    const account = byWritten.get(localPartOf(email).replace(/[._-]/g, ''));
    return account === undefined || account === null
      ? []
      : [
          hint(account, email, {
            kind: 'name-address',
            words: `${email} spells the name of ${account.login}, ${account.name}.`,
            confidence: 'fair',
          }),
        ];
  });
  return [...sameName, ...inAddress];
}

function fromLogins(humans: readonly KnownAccount[]): Hint[] {
  const stemmed = humans.filter(({ login }) => loginStem(login) !== null);
  return pairsOf(stemmed, ({ login }) => loginStem(login) ?? '').map(([one, other]) => ({
    kind: 'login',
    words: `The logins ${one.login} and ${other.login} differ in an addition only.`,
    confidence: 'weak',
    a: accountKey(one.id),
    b: accountKey(other.id),
  }));
}

/** The two that share a key; where three or more do, the key tells nothing. */
function pairsOf<T>(items: readonly T[], keyOf: (item: T) => string): [T, T][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  }
  return [...groups.values()].flatMap(([one, other, more]): [T, T][] =>
    one !== undefined && other !== undefined && more === undefined ? [[one, other]] : [],
  );
}

function hint(account: KnownAccount, email: string, reason: Reason): Hint {
  return { ...reason, a: accountKey(account.id), b: emailKey(email) };
}

/** Hints between the same two become one suggestion; two fair ones of different kinds are as good as a strong one. */
function gather(hints: readonly Hint[], ownerOf: (key: IdentityKey) => string): MergeSuggestion[] {
  const groups = new Map<string, { owners: [string, string]; hints: Hint[] }>();
  for (const one of hints) {
    const owners: [string, string] = [ownerOf(one.a), ownerOf(one.b)];
    if (owners[0] !== owners[1]) {
      const key = pairKey(...owners);
      groups.set(key, { owners, hints: [...(groups.get(key)?.hints ?? []), one] });
    }
  }
  return [...groups.values()]
    .filter(({ owners }) => owners.some((owner) => owner.startsWith('person:')))
    .map(({ owners, hints: found }) => toSuggestion(owners, found))
    .sort(
      (x, y) =>
        rank[x.confidence] - rank[y.confidence] ||
        (x.pairs[0] ?? '').localeCompare(y.pairs[0] ?? ''),
    );
}

function toSuggestion(owners: readonly string[], hints: readonly Hint[]): MergeSuggestion {
  const sorted = [...hints].sort((x, y) => rank[x.confidence] - rank[y.confidence]);
  const fair = new Set(sorted.filter((one) => one.confidence === 'fair').map(({ kind }) => kind));
  const strip = (prefix: string) =>
    owners.filter((owner) => owner.startsWith(prefix)).map((owner) => owner.slice(prefix.length));
  return {
    personIds: strip('person:').sort(),
    emails: strip('email:').sort(),
    evidence: [...new Set(sorted.map(({ words }) => words))],
    confidence: fair.size > 1 ? 'strong' : (sorted[0]?.confidence ?? 'weak'),
    pairs: [...new Set(sorted.map(({ a, b }) => pairKey(a, b)))].sort(),
  };
}
