import { AppError } from '@bellwether/shared/errors/app-error';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { parseJson, readPosted } from './posted-json.rules.ts';

const schema = z.strictObject({ name: z.string('Write a name.'), size: z.number().optional() });

function refusal(run: () => unknown): Pick<AppError, 'message' | 'field' | 'remedy'> | null {
  try {
    run();
  } catch (error) {
    return error instanceof AppError && error.code === 'invalid_input' ? error : null;
  }
  return null;
}

describe('what another system posts', () => {
  it('is read as one thing or as a list', () => {
    expect(readPosted(schema, { name: 'a' }, 2)).toEqual([{ name: 'a' }]);
    expect(readPosted(schema, [{ name: 'a' }, { name: 'b', size: 1 }], 2)).toHaveLength(2);
  });

  it.each([
    [{}, 'name', '"name" is missing.'],
    [{ name: 3 }, 'name', '"name" is not right.'],
    [{ name: 'a', nmae: 'b' }, 'nmae', 'There is no field "nmae".'],
    [[{ name: 'a' }, { name: null }], '[1].name', '"name" is not right.'],
    ['text', null, 'This is not an object.'],
    [[['a']], '[0]', 'This is not an object.'],
    [[], null, 'The list holds 0.'],
    [[1, 2, 3], null, 'The list holds 3.'],
  ])('is refused at its place: %j', (body, field, message) => {
    const refused = refusal(() => readPosted(schema, body, 2));
    expect(refused).toMatchObject({ field, message });
    expect(refused?.remedy).toBeTruthy();
  });

  it.each([
    ['', 'it is empty'],
    ['{"a": 1,\n  b}', 'line 2, column 3'],
    ['{"a": [1, 2', 'line 1, column 12'],
  ])('that is no JSON is refused with its place: %s', (text, place) => {
    expect(refusal(() => parseJson(text))?.message).toContain(place);
  });
});
