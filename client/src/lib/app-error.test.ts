import { describe, expect, it } from 'vitest';
import { readAppError } from './app-error.ts';

describe('readAppError', () => {
  it("passes the server's own sentence on", () => {
    const error = { code: 'invalid_input', message: 'No such day.', field: 'to', remedy: null };
    expect(readAppError(Object.assign(new Error('x'), { data: { error } }))).toEqual(error);
  });

  it('says that nobody answered when the failure is none of ours', () => {
    expect(readAppError(new TypeError('fetch failed')).code).toBe('unreachable');
    expect(readAppError(null).code).toBe('unreachable');
    const strange = {
      data: { error: { code: 'made-up', message: '<b>', field: null, remedy: null } },
    };
    expect(readAppError(strange).message).not.toContain('<b>');
  });
});
