import { loginOfNoreply } from '@bellwether/shared/people/identity-signs';

type Known = {
  personId: string;
  displayName: string;
  logins: readonly string[];
  /** In lower case. */
  emails: readonly string[];
};

export type PersonSuggestion = { personId: string; displayName: string; reason: string };

/**
 * The person behind GitHub's accounts who a user probably is: by the address on commits, by the login that the address
 * spells, by the name. Only where a sign points to one person alone. Null: none does.
 */
export function suggestPerson(
  user: { name: string; email: string },
  people: readonly Known[],
): PersonSuggestion | null {
  const email = user.email.toLowerCase();
  const login = loginOfNoreply(email) ?? email.split('@')[0] ?? '';
  const name = fold(user.name);
  const signs: [reason: string, points: (person: Known) => boolean][] = [
    [`${email} is on their commits`, ({ emails }) => emails.includes(email)],
    [
      `${login} is their login on GitHub`,
      ({ logins }) => logins.some((one) => one.toLowerCase() === login),
    ],
    ['the name is the same', ({ displayName }) => fold(displayName) === name],
  ];
  for (const [reason, points] of signs) {
    const [found, another] = people.filter(points);
    if (found !== undefined && another === undefined) {
      return { personId: found.personId, displayName: found.displayName, reason };
    }
  }
  return null;
}

function fold(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
}
