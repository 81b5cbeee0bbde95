import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type KnownAccount,
  type KnownEmail,
  pairKey,
  suggestMerges,
} from './suggest-merges.rules.ts';

const account = (login: string, fields: Partial<KnownAccount> = {}): KnownAccount => ({
  id: login,
  login,
  name: null,
  personId: `p-${login}`,
  isHuman: true,
  ...fields,
});

const email = (
  address: string,
  accountIds: string[] = [],
  personId: string | null = null,
): KnownEmail => ({ email: address, accountIds, personId });

const suggest = (
  accounts: KnownAccount[],
  emails: KnownEmail[] = [],
  dismissed: Iterable<string> = [],
) => suggestMerges(accounts, emails, new Set(dismissed));

describe('suggestMerges', () => {
  it.each([
    '12345+lena-v@users.noreply.github.com',
    'lena-v@users.noreply.github.com',
    '7+Lena-V@users.noreply.github.example.com',
  ])('an address that GitHub gives out carries the login: %s', (address) => {
    const [found, ...more] = suggest([account('Lena-V')], [email(address)]);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      personIds: ['p-Lena-V'],
      emails: [address],
      confidence: 'strong',
    });
    expect(found?.evidence[0]).toContain('Lena-V');
  });

  it('an address of commits whose author GitHub knows belongs to that author', () => {
    const found = suggest([account('lena')], [email('l@home.example', ['lena'])]);
    expect(found).toMatchObject([{ personIds: ['p-lena'], confidence: 'strong' }]);
  });

  it('two accounts that commit with one address are probably one person', () => {
    const found = suggest(
      [account('lena'), account('lv')],
      [email('l@home.example', ['lena', 'lv'], 'p-lena')],
    );
    expect(found).toMatchObject([{ personIds: ['p-lena', 'p-lv'], confidence: 'strong' }]);
  });

  it('an address that three accounts share is nobody’s', () => {
    const accounts = [account('lena'), account('tom'), account('ada')];
    expect(suggest(accounts, [email('x@acme.example', ['lena', 'tom', 'ada'])])).toEqual([]);
  });

  it('the same before the @ as a login, or as an address of somebody', () => {
    const found = suggest(
      [account('lenav'), account('tomk')],
      [
        email('lenav@old.example'),
        email('tom.kern@acme.example', ['tomk'], 'p-tomk'),
        email('tom.kern@home.example'),
      ],
    );
    expect(
      found.map(({ personIds, emails, confidence }) => [personIds, emails, confidence]),
    ).toEqual([
      [['p-lenav'], ['lenav@old.example'], 'fair'],
      [['p-tomk'], ['tom.kern@home.example'], 'fair'],
    ]);
  });

  it.each(['info', 'dev', 'me', 'lena', 'team', 'admin'])(
    'roles and short names before the @ say nothing: %s',
    (local) => {
      const found = suggest([account(local)], [email(`${local}@acme.example`)]);
      expect(found).toEqual([]);
    },
  );

  it('the same full name, accents aside; a first name alone says nothing', () => {
    const found = suggest([
      account('jana-hf', { name: 'Jana Kovářová' }),
      account('jkov', { name: 'jana kovarova' }),
      account('alex1', { name: 'Alex' }),
      account('sasha', { name: 'Alex' }),
    ]);
    expect(found).toMatchObject([{ personIds: ['p-jana-hf', 'p-jkov'], confidence: 'fair' }]);
  });

  it('two fair signs of different kinds are a strong one', () => {
    const found = suggest(
      [account('lenavogt', { name: 'Lena Vogt' })],
      [email('lenavogt@home.example')],
    );
    expect(found).toMatchObject([{ confidence: 'strong', evidence: { length: 2 } }]);
  });

  it.each([
    ['marisol', 'marisol-work', true],
    ['marisol', 'mari-sol', true],
    ['marisol', 'marisol2', false],
    ['marisol1', 'marisol2', false],
    ['anna-k', 'anna-m', false],
    ['alexander', 'alexandra', false],
    ['tom', 'tom-work', false],
    ['tobias-hf', 'marisol-hf', false],
  ])('logins %s and %s: %s', (one, other, alike) => {
    const found = suggest([account(one), account(other)]);
    expect(found.length).toBe(alike ? 1 : 0);
    expect(found.every(({ confidence }) => confidence === 'weak')).toBe(true);
  });

  it('a sign that fits three is no sign', () => {
    const name = 'Maria Silva';
    const found = suggest([
      account('maria1', { name }),
      account('msilva', { name }),
      account('silvam', { name }),
    ]);
    expect(found).toEqual([]);
  });

  it('bots and machine addresses are never in it', () => {
    const bot = account('renovate', { isHuman: false });
    const found = suggest(
      [bot, account('renovate-work'), account('lena')],
      [
        email('29139614+renovate@users.noreply.github.com', ['renovate']),
        email('49699333+dependabot[bot]@users.noreply.github.com', ['lena']),
        email('noreply@github.com', ['lena']),
        email('lena@build.local', ['lena']),
      ],
    );
    expect(found).toEqual([]);
  });

  it('what belongs together already is not suggested', () => {
    const accounts = [account('lena', { personId: 'p' }), account('lena-work', { personId: 'p' })];
    expect(suggest(accounts, [email('lena@users.noreply.github.com', [], 'p')])).toEqual([]);
  });

  it('a dismissed pair stays dismissed, also when one of them was merged with somebody else since', () => {
    const accounts = [account('marisol'), account('marisol-work'), account('mv')];
    const [found] = suggest(accounts);
    expect(suggest(accounts, [], found?.pairs)).toEqual([]);
    const merged = accounts.map((one) =>
      one.id === 'mv' ? { ...one, personId: 'p-marisol' } : one,
    );
    expect(suggest(merged, [], found?.pairs)).toEqual([]);
  });

  const login = fc.constantFrom('lena', 'lena-work', 'lenavogt', 'tomkern', 'tom-kern', 'ada99');
  const anyAccount = fc.record({
    id: login,
    login,
    name: fc.constantFrom(null, 'Lena Vogt', 'Tom Kern'),
    personId: fc.constantFrom(null, 'p1', 'p2', 'p3'),
    isHuman: fc.boolean(),
  });
  const anyEmail = fc.record({
    email: fc.constantFrom(
      'lenavogt@a.example',
      'lenavogt@b.example',
      'tom.kern@a.example',
      '1+ada99@users.noreply.github.com',
      'x[bot]@a.example',
    ),
    accountIds: fc.uniqueArray(login, { maxLength: 3 }),
    personId: fc.constantFrom(null, 'p1', 'p2'),
  });
  const accountsArbitrary = fc.uniqueArray(anyAccount, { selector: ({ id }) => id });
  const emailsArbitrary = fc.uniqueArray(anyEmail, { selector: ({ email: address }) => address });

  it('each suggestion joins two that are apart, says why, and is gone once dismissed', () => {
    fc.assert(
      fc.property(accountsArbitrary, emailsArbitrary, (accounts, emails) => {
        const found = suggest(accounts, emails);
        for (const { personIds, emails: loose, evidence, pairs } of found) {
          expect(new Set([...personIds, ...loose]).size).toBe(2);
          expect(personIds.length).toBeGreaterThan(0);
          expect(evidence.length).toBeGreaterThan(0);
          expect(pairs.length).toBeGreaterThan(0);
        }
        expect(
          suggest(
            accounts,
            emails,
            found.flatMap(({ pairs }) => pairs),
          ),
        ).toEqual([]);
        const bots = accounts.filter(({ isHuman }) => !isHuman).map(({ id }) => id);
        const named = new Set(
          found.flatMap(({ pairs }) => pairs.flatMap((pair) => pair.split(' '))),
        );
        expect(bots.filter((id) => named.has(`account:${id}`))).toEqual([]);
      }),
    );
  });
});

it('pairKey is the same from both sides', () => {
  expect(pairKey('account:a', 'email:b')).toBe(pairKey('email:b', 'account:a'));
});
