import { AppError } from '@bellwether/shared/errors/app-error';
import { describe, expect, it } from 'vitest';
import { findTeam, handleOf, slugOf } from './team-handle.rules.ts';

const teams = [
  { id: '1', organization: 'acme', slug: 'web' },
  { id: '2', organization: 'other', slug: 'web' },
  { id: '3', organization: 'acme', slug: 'core' },
  { id: '4', organization: null, slug: 'payments' },
  { id: '5', organization: 'acme', slug: 'payments' },
];

function refusal(text: string): AppError {
  try {
    findTeam(teams, text);
  } catch (error) {
    if (error instanceof AppError) {
      return error;
    }
  }
  throw new Error('it was found');
}

describe('findTeam', () => {
  it.each([
    ['core', '3'],
    ['ACME/Core', '3'],
    ['other/web', '2'],
    ['payments', '4'],
    ['acme/payments', '5'],
  ])('%s', (text, id) => {
    expect(findTeam(teams, text).id).toBe(id);
  });

  it('says which could be meant, and which there are', () => {
    expect(refusal('web').remedy).toBe('Write one of acme/web, other/web.');
    expect(refusal('nobody').remedy).toContain('acme/core');
    expect(refusal('nobody')).toMatchObject({ code: 'not_found', field: 'team' });
  });

  it('every team is found by its own handle', () => {
    for (const team of teams) {
      expect(findTeam(teams, handleOf(team))).toBe(team);
    }
  });
});

it.each([
  ['Payments', 'payments'],
  ['  Zürich & Łódź  ', 'zurich-łodz'],
  ['数据 团队', '数据-团队'],
  ['!!!', ''],
])('%j is %j in an address', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
