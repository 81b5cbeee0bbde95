import type { PeopleOverview, PersonSummary } from '@bellwether/shared/people/people.schema';
import { describe, expect, it } from 'vitest';
import {
  describeActivity,
  describeImport,
  describeMapping,
  describePair,
  findPeople,
} from './people.prepare.ts';

const person = (fields: Partial<PersonSummary> = {}): PersonSummary => ({
  ...{ id: 'p', displayName: 'Lena Vogt', accounts: [], emails: [], teams: [] },
  ...{ firstSeenAt: null, lastSeenAt: null, pullRequests: 0, reviews: 0 },
  ...fields,
});
const overview = (fields: Partial<PeopleOverview>): PeopleOverview => ({
  ...{ people: [], unmapped: [], commits: 0, unmappedCommits: 0, otherAccounts: [] },
  ...fields,
});

describe('findPeople', () => {
  const lena = person({
    accounts: [{ id: 'U', login: 'lv', name: null, avatarUrl: null }],
    emails: [{ email: 'lena@home.example', commits: 1, origin: 'github' }],
    teams: [{ id: 't', name: 'Payments' }],
  });
  it.each(['', 'vogt', 'LV', 'home.example', 'pay lena'])('%j finds her', (typed) => {
    expect(findPeople([lena], typed)).toEqual([lena]);
  });
  it('every word must be found', () => {
    expect(findPeople([lena], 'lena other')).toEqual([]);
  });
});

describe('words', () => {
  it('somebody without activity is not said to have none for certain times', () => {
    expect(describeActivity(person())).toBe('No pull request and no review yet');
    const at = '2026-03-03T09:00:00.000Z';
    const words = describeActivity(person({ firstSeenAt: at, pullRequests: 1, reviews: 2 }));
    expect(words).toMatch(/^1\s?pull request, 2\s?reviews · since .*Mar/);
  });

  it('tells no commits, all known, and some unknown apart', () => {
    expect(describeMapping(overview({}))).toContain('No commit');
    expect(describeMapping(overview({ commits: 4 }))).toContain('Every commit');
    const email = { email: 'x@y', commits: 1, lastSeenAt: '', isMachine: false };
    const some = overview({ commits: 4, unmappedCommits: 1, unmapped: [email] });
    expect(describeMapping(some)).toMatch(/1\scommit .* 1\saddress belongs to nobody/);
  });

  it('names the two of a suggestion', () => {
    const suggestion = {
      people: [{ id: 'p', displayName: 'Lena Vogt', logins: ['lv'] }],
      emails: [{ email: 'lena@home.example', commits: 2 }],
      ...{ evidence: [], confidence: 'fair' as const, pairs: [] },
    };
    expect(describePair(suggestion)).toBe('Lena Vogt (lv) and lena@home.example');
  });

  it('says why teams could not be read, what helps, and since when they are known', () => {
    const error = { code: 'upstream_forbidden', message: 'No right.', remedy: 'Give it.' };
    const read = { organization: 'acme', readAt: null, error };
    expect(describeImport(read, '2026-03-03T09:00:00.000Z')).toBe(
      'The teams of acme could not be read: No right. Give it. They were never read.',
    );
  });
});
