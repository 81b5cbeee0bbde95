import { describe, expect, it } from 'vitest';
import { chooseColumns, tableColumns, usualColumns } from './pull-request-columns.prepare.ts';

describe('table columns', () => {
  it('have one identity each, and the usual ones all exist', () => {
    const ids = tableColumns.map((column) => column.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(usualColumns.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('keep their order, and forget columns that no longer exist', () => {
    expect(chooseColumns(['size', 'gone', 'author']).map((c) => c.id)).toEqual(['author', 'size']);
  });

  it('offer sorting only where the server sorts', () => {
    expect(tableColumns.find((c) => c.id === 'pickupSeconds')?.sort).toBe('pickupSeconds');
    expect(tableColumns.find((c) => c.id === 'reviewGrade')?.sort).toBeNull();
  });
});
