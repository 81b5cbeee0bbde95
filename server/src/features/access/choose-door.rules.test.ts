import { describe, expect, it } from 'vitest';
import { chooseDoor, type JoinRuleFacts, type VisitorFacts } from './choose-door.rules.ts';

const rules: JoinRuleFacts[] = [
  { kind: 'domain', value: 'example.com', role: 'engineer', teamId: null },
  { kind: 'organization', value: 'octo-org', role: 'lead', teamId: 'team' },
];
const stranger: VisitorFacts = {
  verifiedEmails: ['eve@elsewhere.example'],
  organizations: [],
  isKnownByEmail: false,
  hasInvitation: false,
};

describe('the door', () => {
  it('stays shut for whom nobody invited', () => {
    expect(chooseDoor(stranger, rules)).toEqual({ opens: 'never', refusal: 'not-invited' });
  });

  it('opens for the invited', () => {
    expect(chooseDoor({ ...stranger, hasInvitation: true }, [])).toEqual({
      opens: 'by-invitation',
    });
  });

  it.each([
    ['by the domain of any verified address', ['a@elsewhere.example', 'a@example.com'], [], 1],
    ['by an organisation', ['a@elsewhere.example'], ['octo-org'], 1],
    ['by both, with what both give', ['a@example.com'], ['octo-org'], 2],
  ])('opens %s', (_, verifiedEmails, organizations, count) => {
    const door = chooseDoor({ ...stranger, verifiedEmails, organizations }, rules);
    expect(door.opens === 'by-rule' && door.grants.length).toBe(count);
  });

  it.each([
    'a@notexample.com',
    'a@example.com.evil.example',
    'a@sub.example.com',
    '"@example.com"@x.y',
  ])('is not opened by an address that only looks like one of the domain: %s', (email) => {
    expect(chooseDoor({ ...stranger, verifiedEmails: [email] }, rules).opens).toBe('never');
  });

  it('is opened by no organisation and no invitation where no address is vouched for', () => {
    const nobody = { ...stranger, verifiedEmails: [], organizations: ['octo-org'] };
    expect(chooseDoor({ ...nobody, hasInvitation: true }, rules)).toEqual({
      opens: 'never',
      refusal: 'unverified-email',
    });
  });

  it('never takes over a user who has the address', () => {
    const known = { ...stranger, verifiedEmails: ['a@example.com'], isKnownByEmail: true };
    expect(chooseDoor({ ...known, hasInvitation: true }, rules)).toEqual({
      opens: 'never',
      refusal: 'link-first',
    });
  });
});
