import { describe, expect, it } from 'vitest';
import {
  addDays,
  countFilters,
  describeChoice,
  describePeriod,
  exportAddress,
  readInput,
  readPeriod,
} from './filter.prepare.ts';
import type { FilterSearch } from './filter-search.schema.ts';

describe('readPeriod', () => {
  it('ends a preset with today, which is the day before the open end', () => {
    expect(readPeriod({ period: '30d' }, '2026-03-31')).toEqual({
      from: '2026-03-02',
      to: '2026-04-01',
    });
  });

  it('lets a period of one’s own go before a preset', () => {
    const own = { from: '2026-01-01', to: '2026-02-01', period: '1y' } as const;
    expect(readPeriod(own, '2026-03-31')).toEqual({ from: '2026-01-01', to: '2026-02-01' });
  });
});

describe('readInput', () => {
  it('tells what waits on the team by working hours and the rest by all hours, unless it is said', () => {
    const clockOf = (search: FilterSearch) => readInput(search, '2026-03-31').clock;
    expect(clockOf({ metric: 'pickup' })).toBe('work');
    expect(clockOf({ metric: 'first-response' })).toBe('work');
    expect(clockOf({})).toBe('wall');
    expect(clockOf({ metric: 'pickup', clock: 'wall' })).toBe('wall');
    expect(clockOf({ metric: 'lead-time', clock: 'work' })).toBe('work');
  });

  it('leaves out of the question what nobody chose', () => {
    const { filter } = readInput({ sizes: [] }, '2026-03-31');
    expect(Object.keys(filter)).not.toContain('sizes');
    expect(Object.keys(filter)).not.toContain('aiAssisted');
  });
});

it('slices go into the question and into the file', () => {
  const search: FilterSearch = {
    ...{ labels: ['bug'], sizes: ['L', 'XL'], tiers: ['deep'], classes: ['bot'], ai: 'without' },
  };
  const input = readInput(search, '2026-03-31');
  expect(input.filter).toMatchObject({
    ...{ labels: ['bug'], sizes: ['L', 'XL'], tiers: ['deep'] },
    ...{ authorClasses: ['bot'], aiAssisted: false },
  });
  const address = exportAddress(input, [], { by: 'mergedAt', search: '' });
  const query = new URL(address, 'http://x').searchParams;
  expect(query.getAll('size')).toEqual(['L', 'XL']);
  expect(query.getAll('label')).toEqual(['bug']);
  expect(query.get('author_class')).toBe('bot');
  expect(query.get('ai_assisted')).toBe('false');
  expect(countFilters(search)).toBe(5);
});

it('teams go into the question and into the file', () => {
  const input = readInput({ teams: ['acme/web'] }, '2026-03-31');
  expect(input.filter.teams).toEqual(['acme/web']);
  const address = exportAddress(input, [], { by: 'mergedAt', search: '' });
  expect(new URL(address, 'http://x').searchParams.getAll('team')).toEqual(['acme/web']);
  expect(countFilters({ teams: ['acme/web'] })).toBe(1);
});

describe('addDays', () => {
  it('counts calendar days over the change of clocks and leap days', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });
});

describe('describePeriod', () => {
  it('names the last day that is inside', () => {
    expect(describePeriod({ from: '2026-01-01', to: '2026-02-01' })).toBe(
      '1 Jan 2026 – 31 Jan 2026',
    );
    expect(describePeriod({})).toBe('Last 180 days');
  });
});

describe('describeChoice', () => {
  it('says all, the one, or how many', () => {
    expect(describeChoice([], 'authors')).toBe('All authors');
    expect(describeChoice(['mira'], 'authors')).toBe('mira');
    expect(describeChoice(['mira', 'jo'], 'authors')).toBe('2 authors');
  });
});

describe('countFilters', () => {
  it('does not count empty choices', () => {
    expect(countFilters({ authors: [], repositories: ['R_1'] })).toBe(1);
  });
});

describe('exportAddress', () => {
  it('asks for just what the table shows', () => {
    const input = readInput({ authors: ['mira', 'tom'], branches: ['main'] }, '2026-03-31');
    const table = { by: 'createdAt', search: 'cache & rules' } as const;
    const address = exportAddress(input, ['acme/shop', 'acme/a.b'], table);
    const query = new URL(address, 'http://x').searchParams;
    expect(query.getAll('repository')).toEqual(['acme/shop', 'acme/a.b']);
    expect(query.getAll('author')).toEqual(['mira', 'tom']);
    expect(query.getAll('base_branch')).toEqual(['main']);
    expect(query.get('to')).toBe('2026-04-01');
    expect(query.get('by')).toBe('createdAt');
    expect(query.get('search')).toBe('cache & rules');
  });

  it('leaves out what chooses nothing', () => {
    const address = exportAddress(readInput({}, '2026-03-31'), [], { by: 'mergedAt', search: '' });
    expect([...new URL(address, 'http://x').searchParams.keys()]).toEqual(['from', 'to', 'by']);
  });
});
