import { describe, expect, it } from 'vitest';
import { suggestPerson } from './suggest-person.rules.ts';

const imke = {
  personId: 'p1',
  displayName: 'Imke Sander',
  logins: ['imke-s'],
  emails: ['imke@example.com'],
};
const rene = { personId: 'p2', displayName: 'René Ott', logins: ['Rene'], emails: [] };

describe('who a user probably is', () => {
  it('is told by the address on commits, before anything else', () => {
    const user = { name: 'René Ott', email: 'Imke@Example.com' };
    expect(suggestPerson(user, [imke, rene])).toEqual({
      ...{ personId: 'p1', displayName: 'Imke Sander' },
      reason: 'imke@example.com is on their commits',
    });
  });

  it.each([
    ['imke-s@example.org', 'p1'],
    ['123+imke-s@users.noreply.github.com', 'p1'],
    ['rene@example.org', 'p2'],
  ])('is told by the login that %s spells', (email, personId) => {
    expect(suggestPerson({ name: 'Somebody', email }, [imke, rene])?.personId).toBe(personId);
  });

  it('is told by the name, accents aside', () => {
    expect(suggestPerson({ name: 'rene  ott', email: 'x@example.org' }, [imke, rene])).toEqual({
      ...{ personId: 'p2', displayName: 'René Ott', reason: 'the name is the same' },
    });
  });

  it('is nobody where a sign points to two, or none does', () => {
    const twin = { ...rene, personId: 'p3', logins: ['rene2'] };
    expect(suggestPerson({ name: 'Rene Ott', email: 'x@example.org' }, [rene, twin])).toBeNull();
    expect(suggestPerson({ name: 'Bo', email: 'bo@example.org' }, [imke, rene])).toBeNull();
  });
});
