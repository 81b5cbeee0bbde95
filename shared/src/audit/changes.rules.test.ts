import { describe, expect, test } from 'vitest';
import { changesBetween } from './changes.rules.ts';

describe('what changed', () => {
  test('is told field by field, fields of fields by their path', () => {
    const before = { name: 'Ada', calendar: { zone: 'UTC', days: [1, 2] } };
    const after = { name: 'Ada', calendar: { zone: 'Europe/Berlin', days: [1, 2] } };
    expect(changesBetween(before, after)).toEqual([
      { field: 'calendar.zone', before: 'UTC', after: 'Europe/Berlin' },
    ]);
  });

  test('names what came and what went, null apart from missing', () => {
    expect(changesBetween({ gone: 1, emptied: 2 }, { emptied: null, come: [3] })).toEqual([
      { field: 'emptied', before: 2, after: null },
      { field: 'come', before: undefined, after: [3] },
      { field: 'gone', before: 1, after: undefined },
    ]);
  });

  test('is nothing when nothing did, and the whole when it is no record', () => {
    expect(changesBetween({ a: [1] }, { a: [1] })).toEqual([]);
    expect(changesBetween(null, null)).toEqual([]);
    expect(changesBetween(null, 'text')).toEqual([{ field: '', before: undefined, after: 'text' }]);
  });
});
