import { AppError } from '@bellwether/shared/errors/app-error';
import { describe, expect, it } from 'vitest';
import {
  readChoice,
  readRange,
  readRepositories,
  refuseUnknown,
} from './query-parameters.rules.ts';

function fieldOf(read: () => unknown): string | null {
  try {
    read();
  } catch (error) {
    return error instanceof AppError && error.code === 'invalid_input' ? error.field : 'other';
  }
  return null;
}

describe('readRange', () => {
  it('reads days as their beginning in UTC, and instants as they are', () => {
    expect(readRange({ from: '2026-01-31', to: '2026-01-31T09:00:00+02:00' })).toEqual({
      from: new Date('2026-01-31T00:00:00Z'),
      to: new Date('2026-01-31T07:00:00Z'),
    });
    expect(readRange({})).toEqual({ from: null, to: null });
  });

  it.each([
    ['2026-02-31'],
    ['2026-02-31T00:00:00Z'],
    ['2026-13-01'],
    ['yesterday'],
    [''],
    ['2026-01-31T25:00:00Z'],
    ["2026-01-01'; drop table pull_requests; --"],
    [['2026-01-01', '2026-01-02']],
  ])('refuses %j at the field', (from) => {
    expect(fieldOf(() => readRange({ from }))).toBe('from');
  });

  it('refuses a period that ends before it begins, or is empty', () => {
    expect(fieldOf(() => readRange({ from: '2026-02-01', to: '2026-02-01' }))).toBe('to');
  });
});

describe('readRepositories', () => {
  it('takes names repeated and with commas between', () => {
    expect(readRepositories({ repository: ['a/b, c/d.e', 'f/g'] })).toEqual([
      'a/b',
      'c/d.e',
      'f/g',
    ]);
    expect(readRepositories({})).toEqual([]);
  });

  it.each([['a'], [''], ['a/b/c'], ['a/b,'], ["a/b'--"]])('refuses %j', (repository) => {
    expect(fieldOf(() => readRepositories({ repository }))).toBe('repository');
  });
});

describe('readChoice and refuseUnknown', () => {
  it('falls back to the first choice and refuses what is not on the list', () => {
    expect(readChoice({}, 'by', ['mergedAt', 'createdAt'])).toBe('mergedAt');
    expect(fieldOf(() => readChoice({ by: 'closedAt' }, 'by', ['mergedAt', 'createdAt']))).toBe(
      'by',
    );
  });

  it('refuses a parameter that does not exist, by its name', () => {
    expect(fieldOf(() => refuseUnknown({ form: '2026-01-01' }, ['from', 'to']))).toBe('form');
    expect(fieldOf(() => refuseUnknown({ from: '2026-01-01' }, ['from', 'to']))).toBeNull();
  });
});
